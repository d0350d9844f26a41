package dev.shutterhook.core.queue;

import dev.shutterhook.core.json.Json;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** One SQS queue, by what the suite does with it. Safe for threads. */
public final class WorkQueue {
  /**
   * SQS hides a message for at most 12 hours from its receipt; an hour is left for the handling.
   */
  public static final Duration MAX_HIDE = Duration.ofHours(11);

  /** SQS takes no longer group; a host name may have twice as many characters. */
  public static final int MAX_GROUP_LENGTH = 128;

  private final SqsClient sqs;
  private final String url;

  /** The queue at that URL. */
  public WorkQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** Sends a message as JSON. */
  public void send(Object message) {
    send(message, null);
  }

  /**
   * Sends a message as JSON.
   *
   * @param group who must not crowd out the others (SQS fair queues); null for nobody
   */
  public void send(Object message, @Nullable String group) {
    String body = Json.write(message);
    String bounded = group == null ? null : ending(group);
    sqs.sendMessage(send -> send.queueUrl(url).messageBody(body).messageGroupId(bounded));
  }

  /** Puts a message away for good, with the reason as an attribute. */
  public void bury(String body, String reason) {
    MessageAttributeValue value =
        MessageAttributeValue.builder().dataType("String").stringValue(reason).build();
    sqs.sendMessage(
        send -> send.queueUrl(url).messageBody(body).messageAttributes(Map.of("reason", value)));
  }

  /** Hides a received message that stays in the queue for so long, {@link #MAX_HIDE} at most. */
  public void hide(String receiptHandle, Duration delay) {
    Duration bounded = delay.compareTo(MAX_HIDE) > 0 ? MAX_HIDE : delay;
    // Whole seconds, rounded up: a message that comes back too early would only be hidden again.
    int seconds = (int) Math.ceilDiv(Math.max(0, bounded.toMillis()), 1_000);
    sqs.changeMessageVisibility(
        change -> change.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(seconds));
  }

  /** Of a host name the end says whose it is. */
  private static String ending(String group) {
    return group.substring(Math.max(0, group.length() - MAX_GROUP_LENGTH));
  }
}
