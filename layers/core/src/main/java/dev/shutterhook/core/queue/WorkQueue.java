package dev.shutterhook.core.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.bulk.Parts;
import dev.shutterhook.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** One SQS queue, by what the suite does with it. Safe for threads. */
public final class WorkQueue {
  /**
   * SQS hides a message for at most 12 hours from its receipt; an hour is left for the handling.
   */
  public static final Duration MAX_HIDE = Duration.ofHours(11);

  /** SQS delays a message by at most a quarter of an hour. */
  public static final Duration MAX_DELAY = Duration.ofMinutes(15);

  /** SQS takes no longer group; a host name may have twice as many characters. */
  public static final int MAX_GROUP_LENGTH = 128;

  /** SQS takes no more messages in one call. */
  public static final int MAX_BATCH = 10;

  /** Nor messages with more bytes together than one may have. */
  public static final int MAX_BATCH_BYTES = 1024 * 1024;

  private static final Parts CALL = new Parts(MAX_BATCH, MAX_BATCH_BYTES);

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

  /**
   * A message and for whom it is.
   *
   * @param message written as JSON
   * @param group who must not crowd out the others
   * @param delay for which nobody receives it, {@link #MAX_DELAY} at most; counted in whole seconds
   */
  public record Addressed(Object message, String group, Duration delay) {
    public Addressed {
      if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
        throw new IllegalArgumentException("a message is delayed by 0 to " + MAX_DELAY);
      }
    }

    /** One that is received at once. */
    public Addressed(Object message, String group) {
      this(message, group, Duration.ZERO);
    }
  }

  /** Sends one such message. */
  public void send(Addressed message) {
    String body = Json.write(message.message());
    sqs.sendMessage(
        send ->
            send.queueUrl(url)
                .messageBody(body)
                .messageGroupId(ending(message.group()))
                .delaySeconds(seconds(message.delay())));
  }

  /**
   * Sends several messages, {@link #MAX_BATCH} in a call.
   *
   * @return the positions of those that the queue took; SQS may refuse single ones
   */
  public Set<Integer> send(List<Addressed> messages) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size()).mapToObj(i -> entry(i, messages.get(i))).toList();
    return CALL.of(entries, entry -> entry.messageBody().getBytes(UTF_8).length).stream()
        .map(some -> sqs.sendMessageBatch(send -> send.queueUrl(url).entries(some)))
        .flatMap(answer -> answer.successful().stream())
        .map(taken -> Integer.valueOf(taken.id()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static SendMessageBatchRequestEntry entry(int position, Addressed message) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(position))
        .messageBody(Json.write(message.message()))
        .messageGroupId(ending(message.group()))
        .delaySeconds(seconds(message.delay()))
        .build();
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

  /** Whether a message was received from this queue. */
  public boolean isSourceOf(SQSMessage message) {
    String arn = message.getEventSourceArn();
    return arn != null
        && arn.substring(arn.lastIndexOf(':') + 1).equals(url.substring(url.lastIndexOf('/') + 1));
  }

  /** Null, which leaves it to the queue, where there is no delay. */
  private static @Nullable Integer seconds(Duration delay) {
    return delay.isZero() ? null : Math.toIntExact(delay.toSeconds());
  }

  /** Of a host name the end says whose it is. */
  private static String ending(String group) {
    return group.substring(Math.max(0, group.length() - MAX_GROUP_LENGTH));
  }
}
