package dev.shutterhook.localcloud;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The three emulators in memory, made from the template; nothing here is a double. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalCloudTest {
  private static final int CALLERS = 50;

  private final LocalCloud cloud;

  LocalCloudTest(@TempDir Path folder) {
    cloud = LocalCloud.start(Fixtures.cloudTemplate(folder), Map.of(), Storage.inMemory());
  }

  @AfterAll
  void end() {
    cloud.close();
  }

  @Test
  void listensOnLoopbackOnly() {
    for (URI endpoint :
        List.of(cloud.dynamoDbEndpoint(), cloud.sqsEndpoint(), cloud.s3Endpoint())) {
      assertEquals("127.0.0.1", endpoint.getHost());
      assertTrue(endpoint.getPort() > 0);
    }
  }

  @Test
  void givesFunctionsTheQueueUrlsOfTheRunningEmulator() {
    String url = cloud.environment("SubmitFunction").get("WORK_QUEUE");
    assertEquals(cloud.queueUrl("Work"), url);
    assertEquals(
        url, cloud.sqs().getQueueUrl(call -> call.queueName("shutterhook-work")).queueUrl());
  }

  @Test
  void makesTheTableWithItsIndexAndItsEndOfLife() {
    String name = cloud.tableName("Orders");
    TableDescription table = cloud.dynamoDb().describeTable(call -> call.tableName(name)).table();
    assertEquals("by-owner", table.globalSecondaryIndexes().getFirst().indexName());
    assertTrue(table.streamSpecification().streamEnabled());
    var timeToLive =
        cloud.dynamoDb().describeTimeToLive(call -> call.tableName(name)).timeToLiveDescription();
    assertEquals(TimeToLiveStatus.ENABLED, timeToLive.timeToLiveStatus());
    assertEquals("expires", timeToLive.attributeName());
  }

  @Test
  void answersQueriesOfTheIndexInTheOrderOfItsSortKey() {
    put("q2", "ann", 2);
    put("q1", "ann", 1);
    put("q3", "bob", 3);
    List<String> ids =
        cloud
            .dynamoDb()
            .query(
                call ->
                    call.tableName(cloud.tableName("Orders"))
                        .indexName("by-owner")
                        .keyConditionExpression("#o = :o")
                        .expressionAttributeNames(Map.of("#o", "owner"))
                        .expressionAttributeValues(Map.of(":o", AttributeValue.fromS("ann"))))
            .items()
            .stream()
            .map(item -> String.valueOf(item.get("id")))
            .toList();
    assertEquals(2, ids.size());
    assertTrue(ids.getFirst().contains("q1"), ids.toString());
  }

  @Test
  void refusesAConditionalPutThatDoesNotHold() {
    put("once", "ann", 1);
    assertThrows(
        ConditionalCheckFailedException.class,
        () ->
            cloud
                .dynamoDb()
                .putItem(
                    call ->
                        call.tableName(cloud.tableName("Orders"))
                            .item(Map.of("id", AttributeValue.fromS("once")))
                            .conditionExpression("attribute_not_exists(id)")));
  }

  @Test
  void takesTheQueueSettingsFromTheTemplate() {
    Map<QueueAttributeName, String> attributes =
        cloud
            .sqs()
            .getQueueAttributes(
                call ->
                    call.queueUrl(cloud.queueUrl("Work")).attributeNames(QueueAttributeName.ALL))
            .attributes();
    assertEquals("1", attributes.get(QueueAttributeName.VISIBILITY_TIMEOUT));
    String policy = String.valueOf(attributes.get(QueueAttributeName.REDRIVE_POLICY));
    assertTrue(policy.contains(":shutterhook-WorkDeadLetters\""), policy);
  }

  @Test
  void movesAMessageToTheDeadLettersAfterItsLastReceive() {
    cloud.sqs().sendMessage(call -> call.queueUrl(cloud.queueUrl("Work")).messageBody("poison"));
    List<String> receives = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              receive("Work").forEach(message -> receives.add(message.body()));
              return receive("WorkDeadLetters").stream()
                  .anyMatch(message -> message.body().equals("poison"));
            });
    assertEquals(List.of("poison", "poison"), receives);
  }

  @Test
  void servesManyCallersAtOnce() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        String id = "caller-" + i;
        calls.add(
            callers.submit(
                () -> {
                  put(id, "callers", 1);
                  cloud
                      .sqs()
                      .sendMessage(
                          call ->
                              call.queueUrl(cloud.queueUrl("Slow"))
                                  .messageBody(id)
                                  .messageGroupId("tenant"));
                  S3Calls.put(cloud, "callers/" + id, id);
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    int objects =
        cloud
            .s3()
            .listObjectsV2(call -> call.bucket(cloud.bucketName("Pictures")).prefix("callers/"))
            .keyCount();
    assertEquals(CALLERS, objects);
  }

  private void put(String id, String owner, int created) {
    cloud
        .dynamoDb()
        .putItem(
            call ->
                call.tableName(cloud.tableName("Orders"))
                    .item(
                        Map.of(
                            "id", AttributeValue.fromS(id),
                            "owner", AttributeValue.fromS(owner),
                            "created", AttributeValue.fromN(Integer.toString(created)))));
  }

  private List<Message> receive(String queue) {
    return cloud.sqs().receiveMessage(call -> call.queueUrl(cloud.queueUrl(queue))).messages();
  }
}
