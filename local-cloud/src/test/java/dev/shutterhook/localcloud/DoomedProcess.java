package dev.shutterhook.localcloud;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Runs in a JVM of its own that is killed at any time. It prints one line after each answer of an
 * emulator; what it printed must be there afterwards.
 */
final class DoomedProcess {
  static final Duration BACKOFF = Duration.ofHours(2);
  static final String READY = "ready";

  private DoomedProcess() {}

  /** Arguments: the template, the folder, and a prefix for everything that this process writes. */
  @SuppressWarnings("SystemOut") // Its output is its protocol.
  public static void main(String[] arguments) {
    LocalCloud cloud =
        LocalCloud.start(Path.of(arguments[0]), Map.of(), Storage.onDisk(Path.of(arguments[1])));
    String prefix = arguments[2];
    send(cloud, "Slow", prefix + "-in-flight");
    receive(cloud, "Slow");
    send(cloud, "Retries", prefix + "-backing-off");
    receive(cloud, "Retries").forEach(message -> backOff(cloud, message));
    System.out.println(READY);
    for (int i = 0; i < Integer.MAX_VALUE; i++) {
      String id = prefix + "-" + i;
      put(cloud, id);
      S3Calls.put(cloud, id, id);
      send(cloud, "WorkDeadLetters", id);
      System.out.println(id);
    }
  }

  private static void put(LocalCloud cloud, String id) {
    Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS(id));
    cloud.dynamoDb().putItem(call -> call.tableName(cloud.tableName("Orders")).item(item));
  }

  private static void send(LocalCloud cloud, String queue, String body) {
    cloud.sqs().sendMessage(call -> call.queueUrl(cloud.queueUrl(queue)).messageBody(body));
  }

  private static List<Message> receive(LocalCloud cloud, String queue) {
    return cloud
        .sqs()
        .receiveMessage(call -> call.queueUrl(cloud.queueUrl(queue)).maxNumberOfMessages(10))
        .messages();
  }

  private static void backOff(LocalCloud cloud, Message message) {
    cloud
        .sqs()
        .changeMessageVisibility(
            call ->
                call.queueUrl(cloud.queueUrl("Retries"))
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(Math.toIntExact(BACKOFF.toSeconds())));
  }
}
