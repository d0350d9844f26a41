package dev.shutterhook.localstack;

import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What the suite asks of tables. */
final class TableProbes {
  /** DynamoDB itself takes days. */
  private static final Duration EXPIRY = Duration.ofSeconds(30);

  static final List<Probe> ALL =
      List.of(
          new Probe("a table's ARN", TableProbes::arn),
          new Probe("a name of two characters", TableProbes::shortName),
          new Probe("an index right after the write", TableProbes::index),
          new Probe("a consistent read of an index", TableProbes::consistentIndex),
          new Probe("a condition that fails, with the old item", TableProbes::condition),
          new Probe("a transaction that is canceled says why", TableProbes::canceled),
          new Probe("a transaction twice by one token", TableProbes::token),
          new Probe("an item of more than 400 kB", TableProbes::largeItem),
          new Probe("a key that is empty", TableProbes::emptyKey),
          new Probe("an item whose time is over, after 30 s", TableProbes::expired),
          new Probe("a table that is not there", TableProbes::noTable));

  private TableProbes() {}

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static String table(LocalCloud cloud) {
    return cloud.tableName("MonitorsTable");
  }

  private static void put(LocalCloud cloud, Map<String, AttributeValue> item) {
    cloud.dynamoDb().putItem(call -> call.tableName(table(cloud)).item(item));
  }

  private static String arn(LocalCloud cloud) {
    return cloud
        .dynamoDb()
        .describeTable(call -> call.tableName(table(cloud)))
        .table()
        .tableArn()
        .replace(table(cloud), "…");
  }

  private static String shortName(LocalCloud cloud) {
    return cloud
            .dynamoDb()
            .getItem(call -> call.tableName("ab").key(Map.of("id", text("x"))))
            .hasItem()
        ? "an item"
        : "no item";
  }

  private static String index(LocalCloud cloud) {
    String due = UUID.randomUUID().toString();
    put(cloud, Map.of("id", text(due), "due", text(due), "due_at", AttributeValue.fromN("1")));
    int found =
        cloud
            .dynamoDb()
            .query(
                call ->
                    call.tableName(table(cloud))
                        .indexName("Due")
                        .keyConditionExpression("#d = :d")
                        .expressionAttributeNames(Map.of("#d", "due"))
                        .expressionAttributeValues(Map.of(":d", text(due))))
            .count();
    return found == 1 ? "has it" : "has it later";
  }

  private static String consistentIndex(LocalCloud cloud) {
    cloud
        .dynamoDb()
        .query(
            call ->
                call.tableName(table(cloud))
                    .indexName("Due")
                    .consistentRead(true)
                    .keyConditionExpression("#d = :d")
                    .expressionAttributeNames(Map.of("#d", "due"))
                    .expressionAttributeValues(Map.of(":d", text("x"))));
    return "taken";
  }

  private static String condition(LocalCloud cloud) {
    String id = UUID.randomUUID().toString();
    put(cloud, Map.of("id", text(id)));
    try {
      cloud
          .dynamoDb()
          .putItem(
              call ->
                  call.tableName(table(cloud))
                      .item(Map.of("id", text(id)))
                      .conditionExpression("attribute_not_exists(id)")
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return "taken";
    } catch (ConditionalCheckFailedException e) {
      return e.item().containsKey("id") ? "refused, and shows it" : "refused, without it";
    }
  }

  private static TransactWriteItem once(LocalCloud cloud, String id) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table(cloud))
                    .item(Map.of("id", text(id)))
                    .conditionExpression("attribute_not_exists(id)"))
        .build();
  }

  private static String canceled(LocalCloud cloud) {
    String id = UUID.randomUUID().toString();
    put(cloud, Map.of("id", text(id)));
    try {
      cloud
          .dynamoDb()
          .transactWriteItems(
              call -> call.transactItems(List.of(once(cloud, id), once(cloud, id + "-other"))));
      return "taken";
    } catch (TransactionCanceledException e) {
      return String.join(
          ", ", e.cancellationReasons().stream().map(CancellationReason::code).toList());
    }
  }

  private static String token(LocalCloud cloud) {
    String id = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      cloud
          .dynamoDb()
          .transactWriteItems(
              call -> call.clientRequestToken(id).transactItems(List.of(once(cloud, id))));
    }
    return "done once";
  }

  private static String largeItem(LocalCloud cloud) {
    put(cloud, Map.of("id", text("large"), "text", text("x".repeat(410_000))));
    return "taken";
  }

  private static String emptyKey(LocalCloud cloud) {
    put(cloud, Map.of("id", text("")));
    return "taken";
  }

  private static String expired(LocalCloud cloud) {
    String table = cloud.tableName("CapturesTable");
    String attribute = cloud.template().table("CapturesTable").timeToLive().orElseThrow();
    Map<String, AttributeValue> key = Map.of("id", text(UUID.randomUUID().toString()));
    String past = Long.toString(Instant.now().minus(Duration.ofHours(1)).getEpochSecond());
    cloud
        .dynamoDb()
        .putItem(
            call ->
                call.tableName(table)
                    .item(Map.of("id", key.get("id"), attribute, AttributeValue.fromN(past))));
    try {
      Awaitility.await()
          .atMost(EXPIRY)
          .until(() -> !cloud.dynamoDb().getItem(c -> c.tableName(table).key(key)).hasItem());
      return "is gone";
    } catch (ConditionTimeoutException e) {
      return "is there";
    }
  }

  private static String noTable(LocalCloud cloud) {
    cloud.dynamoDb().getItem(call -> call.tableName("no-such-table").key(Map.of("id", text("x"))));
    return "taken";
  }
}
