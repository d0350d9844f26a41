package dev.shutterhook.localcloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A cloud made of services that run already: here another cloud's emulators. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointsTest {
  private static final String NOTHING =
      "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources: {}\n";

  private final LocalCloud running;
  private final Path folder;
  private final Path template;
  private final Endpoints endpoints;

  EndpointsTest(@TempDir Path folder) {
    this.folder = folder;
    running =
        LocalCloud.start(
            Fixtures.write(folder, "empty.yaml", NOTHING), Map.of(), Storage.inMemory());
    template = Fixtures.cloudTemplate(folder);
    endpoints =
        new Endpoints(
            running.dynamoDbEndpoint(),
            running.sqsEndpoint(),
            running.s3Endpoint(),
            LocalAccess.CREDENTIALS,
            Storage.inMemory());
  }

  @AfterAll
  void end() {
    running.close();
  }

  @Test
  void areGivenWhatTheTemplateDescribesAndKeepIt() {
    String queue;
    try (LocalCloud cloud = LocalCloud.start(template, Map.of(), endpoints)) {
      queue = cloud.queueUrl("Work");
      assertEquals(queue, cloud.environment("SubmitFunction").get("WORK_QUEUE"));
      cloud.sqs().sendMessage(call -> call.queueUrl(queue).messageBody("kept"));
      String bucket = cloud.bucketName("Pictures");
      cloud.s3().putObject(call -> call.bucket(bucket).key("a"), RequestBody.fromString("a"));
    }
    try (LocalCloud again = LocalCloud.start(template, Map.of(), endpoints)) {
      String table = again.tableName("Orders");
      assertTrue(running.dynamoDb().listTables().tableNames().contains(table));
      assertEquals(
          "1",
          running
              .sqs()
              .getQueueAttributes(
                  call ->
                      call.queueUrl(queue)
                          .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
              .attributes()
              .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
      String bucket = again.bucketName("Pictures");
      assertFalse(running.s3().listObjectsV2(call -> call.bucket(bucket)).contents().isEmpty());
    }
  }

  @Test
  void refuseATableOfAnotherShape() {
    running
        .dynamoDb()
        .createTable(
            call ->
                call.tableName("other")
                    .billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(
                        List.of(
                            AttributeDefinition.builder()
                                .attributeName("key")
                                .attributeType("S")
                                .build()))
                    .keySchema(
                        List.of(
                            KeySchemaElement.builder()
                                .attributeName("key")
                                .keyType("HASH")
                                .build())));
    String yaml =
        NOTHING.replace(
            "Resources: {}",
            """
            Resources:
              Other:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: other
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
            """);
    Path other = Fixtures.write(folder, "other.yaml", yaml);
    LocalCloudException refused =
        assertThrows(LocalCloudException.class, () -> LocalCloud.start(other, Map.of(), endpoints));
    assertTrue(String.valueOf(refused.getMessage()).contains("delete it"), refused.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4566", "127.0.0.1", "ftp://127.0.0.1", ""})
  void refuseAnAddressThatIsNone(String address) {
    assertThrows(
        IllegalArgumentException.class, () -> Endpoints.at(URI.create(address), "test", "test"));
  }

  @Test
  void takeAnAddressWithASlash() {
    assertEquals(
        URI.create("http://127.0.0.1:4566"),
        Endpoints.at(URI.create("http://127.0.0.1:4566/"), "test", "test").sqs());
  }
}
