package dev.shutterhook.core.webhook;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.table.ItemSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The deliveries' table: a delivery is one item, each of its attempts another beside it. */
public final class DeliveryStore {
  /** A delivery whose ticket was not sent by then lost its way between table and queue. */
  public static final Duration OUTBOX_MAX_AGE = Duration.ofMinutes(1);

  /** A delivery that is overdue by so much has lost its ticket. */
  public static final Duration TICKET_MAX_DELAY = Duration.ofMinutes(15);

  /**
   * A replayed delivery is kept for so long at least: no schedule is longer, because the deliver
   * queue keeps no message for longer.
   */
  public static final Duration LEAST_LIFE = Duration.ofDays(5);

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Deliveries in that table. */
  public DeliveryStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** The write that creates a delivery, with its outbox mark where it is pending. */
  public TransactWriteItem creating(Delivery delivery) {
    Item item = DeliveryItem.write(delivery);
    if (delivery.state() == DeliveryState.PENDING) {
      Attention.mark(item, delivery.id(), delivery.createdAt().plus(OUTBOX_MAX_AGE));
    }
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(id)")
                .build())
        .build();
  }

  /** What a delivery's item weighs when it is put. */
  public static int bytes(Delivery delivery) {
    return ItemSize.of(DeliveryItem.write(delivery));
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

  /**
   * Reads a delivery with its newest attempts, at most {@link DeliveryHistory#MAX_ATTEMPTS}, in one
   * consistent query. Items are read from the last on: the delivery's own lies behind its attempts.
   */
  public Optional<DeliveryHistory> history(Id id) {
    List<Item> items =
        dynamoDb
            .query(
                QueryRequest.builder()
                    .tableName(table)
                    .keyConditionExpression("id = :id")
                    .expressionAttributeValues(Map.of(":id", fromS(id.toString())))
                    .consistentRead(true)
                    .scanIndexForward(false)
                    .limit(DeliveryHistory.MAX_ATTEMPTS + 2)
                    .build())
            .items()
            .stream()
            .map(Item::of)
            .toList();
    if (items.isEmpty() || !items.getFirst().text("item").equals(DeliveryItem.DELIVERY)) {
      return Optional.empty();
    }
    List<Attempt> attempts = items.stream().skip(1).map(DeliveryItem::attempt).toList();
    List<Attempt> newest = attempts.stream().limit(DeliveryHistory.MAX_ATTEMPTS).toList();
    return Optional.of(
        new DeliveryHistory(
            DeliveryItem.outline(items.getFirst()),
            newest.reversed(),
            newest.size() < attempts.size()));
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
   *
   * @throws IllegalArgumentException where the delivery had ended before
   */
  public List<TransactWriteItem> attempted(
      Delivery before, Attempt attempt, DeliveryProgress after) {
    if (before.state() != DeliveryState.PENDING) {
      throw new IllegalArgumentException("nothing is attempted that has ended");
    }
    return List.of(moving(before.outline(), after), keeping(before, attempt));
  }

  /**
   * The write that moves a delivery on, for a transaction; it fails where somebody else has moved
   * it before. One that becomes pending again is kept for {@link #LEAST_LIFE} at least.
   */
  public TransactWriteItem moving(DeliveryOutline before, DeliveryProgress after) {
    return new DeliveryMove(before, after).on(table, key(before.id()));
  }

  /** Deliveries that somebody must look after, the oldest first. */
  public List<Id> overdue(Instant now, int mostPerShard) {
    return Attention.overdue(dynamoDb, table, Id.Kind.DELIVERY, now, mostPerShard);
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
