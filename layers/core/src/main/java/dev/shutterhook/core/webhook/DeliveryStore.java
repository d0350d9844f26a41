package dev.shutterhook.core.webhook;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The deliveries' table: a delivery is one item, each of its attempts another beside it. */
public final class DeliveryStore {
  /** A delivery whose ticket was not sent by then lost its way between table and queue. */
  public static final Duration OUTBOX_MAX_AGE = Duration.ofMinutes(1);

  /** A delivery that is overdue by so much has lost its ticket. */
  public static final Duration TICKET_MAX_DELAY = Duration.ofMinutes(15);

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Deliveries in that table. */
  public DeliveryStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** The write that creates a delivery with its outbox mark, for a transaction. */
  public TransactWriteItem creating(Delivery delivery) {
    Item item = DeliveryItem.write(delivery);
    Attention.mark(item, delivery.id(), delivery.createdAt().plus(OUTBOX_MAX_AGE));
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(id)")
                .build())
        .build();
  }

  /** Reads a delivery as the last write left it. */
  public Optional<Delivery> find(Id id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder().tableName(table).key(key(id)).consistentRead(true).build())
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(DeliveryItem.read(Item.of(item)));
  }

  /** Notes that a ticket lies in the queue. False where the delivery has ended. */
  public boolean ticketed(Id id, Instant dueAt) {
    try {
      dynamoDb.updateItem(
          UpdateItemRequest.builder()
              .tableName(table)
              .key(key(id))
              .updateExpression("SET attention_at = :at")
              .conditionExpression("#state = :pending")
              .expressionAttributeNames(Map.of("#state", "state"))
              .expressionAttributeValues(
                  Map.of(
                      ":at", fromN(Long.toString(dueAt.plus(TICKET_MAX_DELAY).toEpochMilli())),
                      ":pending", fromS(DeliveryState.PENDING.code())))
              .build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /**
   * The writes that note an attempt and what follows from it, for a transaction; they fail where
   * somebody else has noted an attempt of this number.
   */
  public List<TransactWriteItem> attempted(Delivery before, Attempt attempt, DeliveryState after) {
    return List.of(advancing(before, attempt, after), keeping(before, attempt));
  }

  /** Deliveries that somebody must look after, the oldest first. */
  public List<Id> overdue(Instant now, int mostPerShard) {
    return Attention.overdue(dynamoDb, table, now, mostPerShard);
  }

  private TransactWriteItem advancing(Delivery before, Attempt attempt, DeliveryState after) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":state", fromS(after.code()));
    values.put(":number", fromN(Integer.toString(attempt.number())));
    values.put(":before", fromN(Integer.toString(before.attempts())));
    values.put(":pending", fromS(DeliveryState.PENDING.code()));
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key(before.id()))
                .updateExpression(DeliveryItem.advance(attempt, values))
                .conditionExpression("#state = :pending AND attempts = :before")
                .expressionAttributeNames(Map.of("#state", "state"))
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  private TransactWriteItem keeping(Delivery delivery, Attempt attempt) {
    Item item = DeliveryItem.write(delivery, attempt);
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(table).item(item.attributes()).build())
        .build();
  }

  private static Map<String, AttributeValue> key(Id id) {
    return Map.of("id", fromS(id.toString()), "item", fromS(DeliveryItem.DELIVERY));
  }
}
