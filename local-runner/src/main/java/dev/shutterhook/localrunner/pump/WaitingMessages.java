package dev.shutterhook.localrunner.pump;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What waits in a queue, as one event, for who feeds a function by hand. */
public final class WaitingMessages {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private WaitingMessages() {}

  /**
   * The JSON that a function would be handed. Nothing is deleted: the messages are hidden for the
   * queue's visibility timeout and come again, as they do where a function fails.
   *
   * @param atMost how many messages, 1 to 10
   * @return nothing where none came for 20 s
   */
  public static Optional<String> event(SqsClient sqs, String url, String arn, int atMost) {
    List<Message> messages = new MessageQueue(sqs, url).receive(atMost, WAIT);
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(QueueEvent.of(messages, arn).toString());
  }
}
