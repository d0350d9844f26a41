package dev.shutterhook.core.snapstart;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.Map;

/** A message as SQS hands it over, of no queue that there is. */
public final class RehearsedMessage {
  private RehearsedMessage() {}

  /** The only message of an event. */
  public static SQSEvent of(String body) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId("rehearsal");
    message.setReceiptHandle("rehearsal");
    message.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:rehearsal");
    message.setBody(body);
    message.setAttributes(Map.of());
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return event;
  }

  /**
   * Sees that it was handled.
   *
   * @throws IllegalStateException where it was kept
   */
  public static void expectDone(SQSBatchResponse response) {
    if (!response.getBatchItemFailures().isEmpty()) {
      throw new IllegalStateException("a rehearsal's message was kept");
    }
  }
}
