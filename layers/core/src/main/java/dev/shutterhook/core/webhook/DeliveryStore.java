package dev.shutterhook.core.webhook;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.BulkRead;
import dev.shutterhook.core.table.Conditional;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.table.ItemSize;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The deliveries' table: a delivery is one item and has its newest attempt, each of the earlier
 * ones is another beside it. Writes are conditional: a step that comes twice changes nothing.
 */
public final class DeliveryStore {
  /**
   * A delivery that nobody has attempted or put off by then may have lost its ticket between table
   * and queue, or its capture. It is longer than whoever ends captures may run. Where tickets wait
   * for longer in the queue, a second one is sent, which does no harm.
   */
  public static final Duration OUTBOX_MAX_AGE = Duration.ofMinutes(3);

  /** A delivery that is overdue by so much has lost its ticket. */
  public static final Duration TICKET_MAX_DELAY = Duration.ofMinutes(15);

  /**
   * A replayed delivery is kept for so long at least: no schedule is longer, because the deliver
   * queue keeps no message for longer.
   */
  public static final Duration LEAST_LIFE = Duration.ofDays(5);

  /** A condition on a delivery that is prepared, and of which nobody knows that it is committed. */
  private static final String UNCOMMITTED =
      "attribute_exists(prepared) AND #state = :pending AND generation = :one AND attempts = :none";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Deliveries in that table. */
  public DeliveryStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * The write that creates a delivery, with its outbox mark where it is pending, for a transaction
   * with what it tells of.
   */
  public TransactWriteItem creating(Delivery delivery) {
    return TransactWriteItem.builder().put(put(delivery)).build();
  }

  /**
   * Creates a delivery: one of which nothing else tells, or one that is prepared and committed by
   * whoever names it.
   *
   * @throws IllegalStateException where there is another one of this id
   */
  public void create(Delivery delivery) {
    // A write whose answer got lost is made again by the SDK, and refused because of itself.
    if (!Conditional.put(dynamoDb, put(delivery))
        && find(delivery.id()).filter(one -> one.message().equals(delivery.message())).isEmpty()) {
      throw new IllegalStateException("there is a delivery with this id: " + delivery.id());
    }
  }

  private Put put(Delivery delivery) {
    Item item = DeliveryItem.write(delivery);
    if (delivery.state() == DeliveryState.PENDING) {
      Attention.mark(item, delivery.id(), delivery.createdAt().plus(OUTBOX_MAX_AGE));
    }
    return Put.builder()
        .tableName(table)
        .item(item.attributes())
        .conditionExpression("attribute_not_exists(id)")
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
   * How deliveries fare, as the last writes left them, in this order and without those that are
   * gone.
   *
   * @param ids at most {@link BulkRead#MAX_READ}, each once
   */
  public List<DeliveryOutline> outlines(List<Id> ids) {
    return BulkRead.find(dynamoDb, table, ids, DeliveryStore::key, DeliveryItem::outline);
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
    Stream<Attempt> beside = items.stream().skip(1).map(DeliveryItem::attempt);
    Optional<Attempt> last = DeliveryItem.last(items.getFirst());
    return Optional.of(
        DeliveryHistory.of(
            DeliveryItem.outline(items.getFirst()), Stream.concat(last.stream(), beside)));
  }

  /**
   * Notes that a ticket lies in the queue, and that a delivery which was prepared is committed, as
   * only such have tickets: it is listed from now on. False where the delivery has ended.
   */
  public boolean ticketed(DeliveryOutline delivery, Instant dueAt) {
    return commit(delivery, "SET attention_at = :at, ", at(dueAt.plus(TICKET_MAX_DELAY)));
  }

  /** Moves the moment at which somebody must look. False where the delivery has ended. */
  public boolean remind(Id id, Instant at) {
    return whilePending(id, "SET attention_at = :at", at(at));
  }

  /**
   * Notes that a delivery which was prepared is committed: it is listed from now on. False where it
   * has ended.
   */
  public boolean confirm(DeliveryOutline delivery) {
    return commit(delivery, "SET ", Map.of());
  }

  private boolean commit(
      DeliveryOutline delivery, String beginning, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":listed", fromS(DeliveryItem.listed(delivery.account(), DeliveryState.PENDING)));
    return whilePending(delivery.id(), beginning + "listed = :listed REMOVE prepared", all);
  }

  /** Deletes what was prepared and will not be committed. False where it is in use, or gone. */
  public boolean discard(Id id) {
    try {
      dynamoDb.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(key(id))
                  .conditionExpression(UNCOMMITTED)
                  .expressionAttributeNames(Map.of("#state", "state"))
                  .expressionAttributeValues(
                      Map.of(
                          ":pending", fromS(DeliveryState.PENDING.code()),
                          ":one", fromN("1"),
                          ":none", fromN("0"))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /**
   * Notes an attempt and what follows from it. False where somebody else has noted one of this
   * number. The attempt before goes to a place of its own first: whoever does that writes the same,
   * and {@link #history} knows an attempt that lies in both places.
   *
   * @throws IllegalArgumentException where the delivery had ended before
   */
  public boolean note(Delivery before, Attempt attempt, DeliveryProgress after) {
    if (before.state() != DeliveryState.PENDING) {
      throw new IllegalArgumentException("nothing is attempted that has ended");
    }
    Attempt earlier = before.last();
    if (earlier != null) {
      Item kept = DeliveryItem.write(before, earlier);
      dynamoDb.putItem(put -> put.tableName(table).item(kept.attributes()));
    }
    return write(new DeliveryMove(before.outline(), after, attempt));
  }

  /**
   * Moves a delivery on without an attempt. False where somebody else has moved it before. One that
   * becomes pending again is kept for {@link #LEAST_LIFE} at least.
   */
  public boolean move(DeliveryOutline before, DeliveryProgress after) {
    return write(new DeliveryMove(before, after, null));
  }

  private boolean write(DeliveryMove move) {
    return Conditional.update(dynamoDb, move.on(table, key(move.before().id())));
  }

  /** Deliveries that somebody must look after, the oldest first. */
  public List<Id> overdue(Instant now, int mostPerShard) {
    return Attention.overdue(dynamoDb, table, Id.Kind.DELIVERY, now, mostPerShard);
  }

  private boolean whilePending(Id id, String change, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":pending", fromS(DeliveryState.PENDING.code()));
    return Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(id))
            .updateExpression(change)
            .conditionExpression("#state = :pending")
            .expressionAttributeNames(Map.of("#state", "state"))
            .expressionAttributeValues(all)
            .build());
  }

  private static Map<String, AttributeValue> at(Instant at) {
    return Map.of(":at", fromN(Long.toString(at.toEpochMilli())));
  }

  private static Map<String, AttributeValue> key(Id id) {
    return Map.of("id", fromS(id.toString()), "item", fromS(DeliveryItem.DELIVERY));
  }
}
