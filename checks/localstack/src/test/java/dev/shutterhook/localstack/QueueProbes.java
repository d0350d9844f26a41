package dev.shutterhook.localstack;

import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What the suite asks of queues. */
final class QueueProbes {
  private static final int WAIT_SECONDS = 10;
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  static final List<Probe> ALL =
      List.of(
          new Probe("attributes of a received message", QueueProbes::systemAttributes),
          new Probe("`MessageGroupId` on a standard queue", QueueProbes::group),
          new Probe("a message attribute, and its MD5", QueueProbes::attribute),
          new Probe("a message of 1 MiB", cloud -> size(cloud, 1_048_576)),
          new Probe("a message of 1 MiB and a byte", cloud -> size(cloud, 1_048_577)),
          new Probe("a message with U+0000", QueueProbes::control),
          new Probe("an empty message", cloud -> sent(cloud, "")),
          new Probe("11 messages in one call", cloud -> batch(cloud, 11)),
          new Probe("two messages of 600 kB in one call", QueueProbes::largeBatch),
          new Probe("a delay of 901 s", QueueProbes::delay),
          new Probe("a visibility of 12 h and a second", QueueProbes::longVisibility),
          new Probe("visibility of a message that is deleted", QueueProbes::lateVisibility),
          new Probe("visibility by a handle that is none", QueueProbes::strangeHandle),
          new Probe("deleting twice", QueueProbes::deletedTwice),
          new Probe("deleting by the handle of an earlier receive", QueueProbes::oldHandle),
          new Probe("a queue that is not there", QueueProbes::noQueue),
          new Probe("after the last receive, the count in the dead letters", QueueProbes::redriven),
          new Probe("the dead letter's `SentTimestamp`", QueueProbes::redrivenTime),
          new Probe("`StartMessageMoveTask` from the dead letters", QueueProbes::moved),
          new Probe("`MessageRetentionPeriod` is kept", QueueProbes::retention));

  private QueueProbes() {}

  private static String queue(LocalCloud cloud, Map<QueueAttributeName, String> attributes) {
    return cloud
        .sqs()
        .createQueue(call -> call.queueName("probe-" + UUID.randomUUID()).attributes(attributes))
        .queueUrl();
  }

  private static Message received(LocalCloud cloud, String url) {
    return cloud
        .sqs()
        .receiveMessage(
            call ->
                call.queueUrl(url)
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages()
        .getFirst();
  }

  private static String sent(LocalCloud cloud, String body) {
    String url = queue(cloud, Map.of());
    cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody(body));
    return received(cloud, url).body().equals(body) ? "comes as it was sent" : "comes changed";
  }

  private static String systemAttributes(LocalCloud cloud) {
    String url = queue(cloud, Map.of());
    cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x").messageGroupId("g"));
    return String.join(", ", new TreeSet<>(received(cloud, url).attributesAsStrings().keySet()));
  }

  private static String group(LocalCloud cloud) {
    String url = queue(cloud, Map.of());
    for (int i = 0; i < 2; i++) {
      cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x").messageGroupId("g"));
    }
    received(cloud, url);
    boolean second =
        !cloud
            .sqs()
            .receiveMessage(call -> call.queueUrl(url).waitTimeSeconds(1))
            .messages()
            .isEmpty();
    return second ? "taken; the group does not wait for its first" : "taken; the group waits";
  }

  private static String attribute(LocalCloud cloud) {
    String url = queue(cloud, Map.of());
    MessageAttributeValue value =
        MessageAttributeValue.builder().dataType("String").stringValue("v").build();
    String md5 =
        cloud
            .sqs()
            .sendMessage(
                call -> call.queueUrl(url).messageBody("x").messageAttributes(Map.of("a", value)))
            .md5OfMessageAttributes();
    Message message = received(cloud, url);
    boolean same = md5 != null && md5.equals(message.md5OfMessageAttributes());
    return message.messageAttributes().containsKey("a") && same ? "kept" : "lost";
  }

  private static String size(LocalCloud cloud, int bytes) {
    return sent(cloud, "x".repeat(bytes));
  }

  private static String control(LocalCloud cloud) {
    return sent(cloud, "a\u0000b");
  }

  private static String batch(LocalCloud cloud, int entries) {
    String url = queue(cloud, Map.of());
    cloud
        .sqs()
        .sendMessageBatch(
            call ->
                call.queueUrl(url)
                    .entries(
                        IntStream.range(0, entries).mapToObj(i -> entry("e" + i, "x")).toList()));
    return "taken";
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private static String largeBatch(LocalCloud cloud) {
    String url = queue(cloud, Map.of());
    String body = "x".repeat(600_000);
    cloud
        .sqs()
        .sendMessageBatch(
            call -> call.queueUrl(url).entries(List.of(entry("a", body), entry("b", body))));
    return "taken";
  }

  private static String delay(LocalCloud cloud) {
    String url = queue(cloud, Map.of());
    cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x").delaySeconds(901));
    return "taken";
  }

  private static String longVisibility(LocalCloud cloud) {
    String url = queue(cloud, Map.of());
    cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x"));
    hide(cloud, url, received(cloud, url).receiptHandle(), 43_201);
    return "taken";
  }

  private static String lateVisibility(LocalCloud cloud) {
    String url = queue(cloud, Map.of());
    cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x"));
    String handle = received(cloud, url).receiptHandle();
    cloud.sqs().deleteMessage(call -> call.queueUrl(url).receiptHandle(handle));
    hide(cloud, url, handle, 10);
    return "taken";
  }

  private static String strangeHandle(LocalCloud cloud) {
    hide(cloud, queue(cloud, Map.of()), "no-such-handle", 10);
    return "taken";
  }

  private static void hide(LocalCloud cloud, String url, String handle, int seconds) {
    cloud
        .sqs()
        .changeMessageVisibility(
            call -> call.queueUrl(url).receiptHandle(handle).visibilityTimeout(seconds));
  }

  private static String deletedTwice(LocalCloud cloud) {
    String url = queue(cloud, Map.of());
    cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x"));
    String handle = received(cloud, url).receiptHandle();
    for (int i = 0; i < 2; i++) {
      cloud.sqs().deleteMessage(call -> call.queueUrl(url).receiptHandle(handle));
    }
    return "taken";
  }

  private static String oldHandle(LocalCloud cloud) {
    String url = queue(cloud, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x"));
    String old = received(cloud, url).receiptHandle();
    received(cloud, url);
    cloud.sqs().deleteMessage(call -> call.queueUrl(url).receiptHandle(old));
    boolean again =
        !cloud
            .sqs()
            .receiveMessage(call -> call.queueUrl(url).waitTimeSeconds(3))
            .messages()
            .isEmpty();
    return again ? "taken, and the message comes again" : "deletes the message";
  }

  private static String noQueue(LocalCloud cloud) {
    String url = cloud.queueUrl("RenderQueue") + "-not";
    return cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x")).messageId();
  }

  private static Message buried(LocalCloud cloud, String letters) {
    String url = withDeadLetters(cloud, letters);
    cloud.sqs().sendMessage(call -> call.queueUrl(url).messageBody("x"));
    received(cloud, url);
    Awaitility.await()
        .atMost(A_WHILE)
        .until(() -> cloud.sqs().receiveMessage(call -> call.queueUrl(url)).messages().isEmpty());
    return received(cloud, letters);
  }

  private static String withDeadLetters(LocalCloud cloud, String letters) {
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}".formatted(arn(cloud, letters));
    return queue(
        cloud,
        Map.of(
            QueueAttributeName.VISIBILITY_TIMEOUT, "0", QueueAttributeName.REDRIVE_POLICY, policy));
  }

  private static String arn(LocalCloud cloud, String url) {
    return cloud
        .sqs()
        .getQueueAttributes(call -> call.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
  }

  private static String redriven(LocalCloud cloud) {
    Message letter = buried(cloud, queue(cloud, Map.of()));
    boolean source = letter.attributesAsStrings().containsKey("DeadLetterQueueSourceArn");
    return "%s, %s `DeadLetterQueueSourceArn`"
        .formatted(
            letter.attributesAsStrings().get("ApproximateReceiveCount"),
            source ? "with" : "without");
  }

  private static String redrivenTime(LocalCloud cloud) {
    long before = System.currentTimeMillis();
    Message letter = buried(cloud, queue(cloud, Map.of()));
    long sent = Long.parseLong(letter.attributesAsStrings().getOrDefault("SentTimestamp", "0"));
    return sent >= before - 1_000 ? "there" : "missing";
  }

  private static String moved(LocalCloud cloud) {
    String letters = queue(cloud, Map.of());
    withDeadLetters(cloud, letters);
    String back = queue(cloud, Map.of());
    cloud.sqs().sendMessage(call -> call.queueUrl(letters).messageBody("x"));
    cloud
        .sqs()
        .startMessageMoveTask(
            call -> call.sourceArn(arn(cloud, letters)).destinationArn(arn(cloud, back)));
    return received(cloud, back).body().equals("x") ? "moves them" : "changes them";
  }

  private static String retention(LocalCloud cloud) {
    String url = queue(cloud, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "432000"));
    Map<QueueAttributeName, String> all =
        cloud
            .sqs()
            .getQueueAttributes(call -> call.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return "432000".equals(all.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD)) ? "yes" : "no";
  }
}
