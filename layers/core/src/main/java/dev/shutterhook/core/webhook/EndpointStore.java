package dev.shutterhook.core.webhook;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Endpoints in the deliveries' table: one item for an account and a host, from its first failure
 * on. Of an endpoint that never failed nothing is stored, so that it costs no write.
 */
public final class EndpointStore {
  /**
   * Kept for so long after the last change. So an endpoint that was disabled is tried again after a
   * month, and disabled again by the 410 that it then answers.
   */
  public static final Duration KEPT = Duration.ofDays(30);

  /** A list shows no more at a time. */
  public static final int MAX_LISTED = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Endpoints in that table. */
  public EndpointStore(DynamoDbClient dynamoDb, String deliveriesTable) {
    this.dynamoDb = dynamoDb;
    this.table = deliveriesTable;
  }

  /**
   * An endpoint of a list.
   *
   * @param host as {@link DeliveryOutline#host} spells it
   */
  public record Listed(String host, EndpointHealth health) {}

  /** What is known of an endpoint. */
  public EndpointHealth find(String account, String host, Instant now) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(key(account, host)).consistentRead(true))
            .item();
    return item.isEmpty() ? EndpointHealth.UNKNOWN : EndpointItem.read(Item.of(item), now);
  }

  /**
   * Stores a change. False where somebody else has stored one since: then nothing is written.
   *
   * @param changed of the revision that was read
   */
  public boolean store(String account, String host, EndpointHealth changed, Instant now) {
    Item item =
        EndpointItem.write(account, host, changed.at(changed.revision() + 1), now.plus(KEPT));
    PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(item.attributes());
    if (changed.revision() == 0) {
      put.conditionExpression("attribute_not_exists(id)");
    } else {
      put.conditionExpression("revision = :read")
          .expressionAttributeValues(Map.of(":read", fromN(Long.toString(changed.revision()))));
    }
    try {
      dynamoDb.putItem(put.build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /**
   * An account's endpoints in the order of their hosts, {@link #MAX_LISTED} at most, by one query.
   *
   * @param after the last host of the list before; empty for the first
   */
  public List<Listed> list(String account, Optional<String> after, Instant now) {
    return dynamoDb
        .query(
            QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#id = :id AND #item > :after")
                .expressionAttributeNames(Map.of("#id", "id", "#item", "item"))
                .expressionAttributeValues(
                    Map.of(
                        ":id", fromS(EndpointItem.id(account)),
                        ":after", fromS(after.orElse(" "))))
                .limit(MAX_LISTED)
                .build())
        .items()
        .stream()
        .map(Item::of)
        .map(item -> new Listed(item.text("item"), EndpointItem.read(item, now)))
        .toList();
  }

  private static Map<String, AttributeValue> key(String account, String host) {
    return Map.of("id", fromS(EndpointItem.id(account)), "item", fromS(host));
  }
}
