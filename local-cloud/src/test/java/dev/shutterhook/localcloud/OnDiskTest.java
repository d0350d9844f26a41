package dev.shutterhook.localcloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A cloud on disk is closed and started again. */
class OnDiskTest {
  @TempDir private Path folder = Path.of("");

  private LocalCloud start(Path template) {
    return LocalCloud.start(template, Map.of(), Storage.onDisk(folder.resolve("data")));
  }

  @Test
  void keepsItemsMessagesAndObjects() throws Exception {
    Path template = Fixtures.cloudTemplate(folder);
    Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS("kept"));
    try (LocalCloud cloud = start(template)) {
      cloud.dynamoDb().putItem(call -> call.tableName(cloud.tableName("Orders")).item(key));
      cloud.sqs().sendMessage(call -> call.queueUrl(cloud.queueUrl("Slow")).messageBody("kept"));
      S3Calls.put(cloud, "kept/deep/object", "kept");
    }
    try (LocalCloud cloud = start(template)) {
      assertTrue(
          cloud
              .dynamoDb()
              .getItem(call -> call.tableName(cloud.tableName("Orders")).key(key))
              .hasItem());
      assertEquals("kept", receive(cloud, "Slow"));
      var object = S3Calls.get(S3Calls.presigned(cloud, "kept/deep/object"));
      assertEquals("kept", object.body());
      assertEquals("text/x-picture", object.headers().firstValue("content-type").orElse(""));
    }
  }

  @Test
  void takesNewQueueSettingsFromAChangedTemplate() {
    start(Fixtures.cloudTemplate(folder)).close();
    String changed =
        Fixtures.cloudYaml().replace("VisibilityTimeout: 600", "VisibilityTimeout: 700");
    try (LocalCloud cloud = start(Fixtures.write(folder, "changed.yaml", changed))) {
      assertEquals(
          Long.toString(Duration.ofSeconds(700).toSeconds()),
          cloud
              .sqs()
              .getQueueAttributes(
                  call ->
                      call.queueUrl(cloud.queueUrl("Slow"))
                          .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
              .attributes()
              .get(QueueAttributeName.VISIBILITY_TIMEOUT));
    }
  }

  @Test
  void refusesATableWithOtherKeysAndNamesTheFolder() {
    start(Fixtures.cloudTemplate(folder)).close();
    String changed =
        Fixtures.cloudYaml()
            .replace("{ AttributeName: id, KeyType", "{ AttributeName: owner, KeyType");
    Path template = Fixtures.write(folder, "changed.yaml", changed);
    LocalCloudException refusal = assertThrows(LocalCloudException.class, () -> start(template));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("delete the folder " + folder.resolve("data")), message);
  }

  @Test
  void refusesAFolderThatIsInUse() {
    Path template = Fixtures.cloudTemplate(folder);
    LocalCloud first = start(template);
    assertThrows(LocalCloudException.class, () -> start(template));
    first.close();
    start(template).close();
  }

  private static String receive(LocalCloud cloud, String queue) {
    return cloud
        .sqs()
        .receiveMessage(call -> call.queueUrl(cloud.queueUrl(queue)))
        .messages()
        .getFirst()
        .body();
  }
}
