package dev.shutterhook.core.capture;

import static dev.shutterhook.core.capture.CaptureWrites.UNSETTLED;
import static dev.shutterhook.core.capture.CaptureWrites.key;
import static dev.shutterhook.core.capture.CaptureWrites.millis;
import static dev.shutterhook.core.capture.CaptureWrites.status;
import static dev.shutterhook.core.capture.CaptureWrites.unsettled;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.cost.Group;
import dev.shutterhook.core.cost.Spending;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.BulkRead;
import dev.shutterhook.core.table.Conditional;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.table.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The captures' table. Writes are conditional: a step that comes twice changes nothing. */
public final class CaptureStore {
  /** A put whose order was not sent by then lost its way between table and queue. */
  public static final Duration OUTBOX_MAX_AGE = Duration.ofMinutes(1);

  /** An order that was sent and of which nothing was heard for so long is sent again. */
  public static final Duration ORDER_MAX_AGE = Duration.ofMinutes(45);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final CaptureWrites writes;
  private final InFlight inFlight;

  /** Captures in that table. */
  public CaptureStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.writes = new CaptureWrites(table);
    this.inFlight = new InFlight(dynamoDb, table);
  }

  /**
   * Puts new captures with their outbox marks; they are deleted some time after they expire. What
   * there is already stays as it is. Where it throws, some may be there.
   *
   * @return those that were not there before
   */
  public List<Capture> create(List<Capture> captures, Instant expiresAt) {
    return create(captures, expiresAt, null);
  }

  /**
   * The same of captures that came in together.
   *
   * @param group what they share; null for one that came alone
   */
  public List<Capture> create(List<Capture> captures, Instant expiresAt, @Nullable Group group) {
    Set<Integer> known =
        Transaction.each(
            dynamoDb,
            captures.stream().map(capture -> writes.creating(capture, expiresAt, group)).toList());
    return IntStream.range(0, captures.size())
        .filter(i -> !known.contains(i))
        .mapToObj(captures::get)
        .toList();
  }

  /**
   * The write that creates a capture at its end; it fails where there is one of this id. It commits
   * the deliveries that the capture names.
   */
  public TransactWriteItem creatingEnded(Capture ended, Instant expiresAt) {
    return writes.creatingEnded(ended, expiresAt);
  }

  /** Reads a capture as the last write left it. */
  public Optional<Capture> find(Id id) {
    return item(id).map(CaptureItem::read);
  }

  /**
   * Notes that the orders lie in the queue, of those captures that have not ended meanwhile. The
   * moment at which somebody must look stays as it is, because moving it is two writes more, and
   * most captures have ended by then; {@link #expectNews} moves it for the others.
   *
   * @param asked what each has had of the invocation that sent them; null where that is not known
   */
  public void ordered(List<Id> ids, Instant now, @Nullable BilledShare asked) {
    Transaction.each(dynamoDb, ids.stream().map(id -> writes.ordered(id, now, asked)).toList());
  }

  /**
   * Reads captures as the last writes left them, in this order and without those that are gone.
   *
   * @param ids at most {@link BulkRead#MAX_READ}, each once
   */
  public List<Capture> find(List<Id> ids) {
    return BulkRead.find(dynamoDb, table, ids, CaptureItem::read);
  }

  /** Moves the moment at which somebody must look. False where the capture has ended meanwhile. */
  public boolean remind(Id id, Instant at) {
    return update(id, "SET attention_at = :at", UNSETTLED, unsettled(Map.of(":at", millis(at))));
  }

  /**
   * Moves that moment to where something must have been heard of the order. False where that is
   * past or nobody knows of an order, and where the capture has ended.
   */
  public boolean expectNews(Id id, Instant now) {
    return update(
        id,
        "SET attention_at = " + CaptureItem.ORDERED_AT + " + :patience",
        CaptureItem.ORDERED_AT + " >= :oldest AND " + UNSETTLED,
        unsettled(
            Map.of(
                ":patience", fromN(Long.toString(ORDER_MAX_AGE.toMillis())),
                ":oldest", millis(now.minus(ORDER_MAX_AGE)))));
  }

  /**
   * Says that a renderer may drop the order, so that nobody expects news of it: it is ordered again
   * where the capture has not ended by that moment. False where it has ended before.
   */
  public boolean doubtOrder(Id id, Instant at) {
    return update(
        id,
        "SET attention_at = :at REMOVE " + CaptureItem.ORDERED_AT,
        UNSETTLED,
        unsettled(Map.of(":at", millis(at))));
  }

  /** How often the capture's order was sent. */
  public long orders(Id id) {
    return item(id).map(item -> item.number("orders")).orElse(0L);
  }

  /** What the capture cost; empty until a renderer's word has ended it. */
  public Optional<CostReceipt> receipt(Id id) {
    return item(id).flatMap(CaptureItem::receipt);
  }

  /** When the capture may be deleted, and with it what was made of it. */
  public Optional<Instant> expiresAt(Id id) {
    return item(id).map(item -> Instant.ofEpochSecond(item.number("expires_at")));
  }

  /** Notes that rendering began. False where it did before, or the token is another one. */
  public boolean started(Id id, String token, Instant startedAt) {
    return update(
        id,
        "SET #status = :rendering, started_at = :at",
        "#status = :queued AND #token = :token",
        Map.of(
            ":rendering", status(CaptureStatus.RENDERING),
            ":queued", status(CaptureStatus.QUEUED),
            ":at", fromS(startedAt.toString()),
            ":token", fromS(token)));
  }

  /** As {@link #settling(Capture, Spending)}, where nothing was spent that is known. */
  public TransactWriteItem settling(Capture ended) {
    return settling(ended, Spending.UNKNOWN);
  }

  /**
   * The write that ends a capture; it fails where the capture has ended, and one that cancels fails
   * where it has begun, too. It commits the deliveries that the capture names.
   *
   * @param spent on it
   */
  public TransactWriteItem settling(Capture ended, Spending spent) {
    return CaptureItem.ending(
        Update.builder().tableName(table).key(key(ended.id())),
        ended,
        ended.status() == CaptureStatus.CANCELED
            ? List.of(CaptureStatus.QUEUED)
            : List.of(CaptureStatus.QUEUED, CaptureStatus.RENDERING),
        spent);
  }

  /**
   * How many captures of an account have not ended, as far as the index knows by now.
   *
   * @param most counting ends there
   */
  public int inFlight(String account, int most) {
    return inFlight.count(account, most);
  }

  /** Deletes a capture that has ended. False where it has not, or is gone. */
  public boolean delete(Id id) {
    try {
      dynamoDb.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(key(id))
                  .conditionExpression("attribute_exists(id) AND NOT " + UNSETTLED)
                  .expressionAttributeNames(Map.of("#status", "status"))
                  .expressionAttributeValues(unsettled(Map.of())));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** Captures that somebody must look after, the oldest first. */
  public List<Id> overdue(Instant now, int mostPerShard) {
    return Attention.overdue(dynamoDb, table, Id.Kind.CAPTURE, now, mostPerShard);
  }

  private Optional<Item> item(Id id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder().tableName(table).key(key(id)).consistentRead(true).build())
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(Item.of(item));
  }

  private boolean update(
      Id id, String expression, String condition, Map<String, AttributeValue> values) {
    Map<String, String> names =
        condition.contains("#token")
            ? Map.of("#status", "status", "#token", "token")
            : Map.of("#status", "status");
    return Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(id))
            .updateExpression(expression)
            .conditionExpression(condition)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .build());
  }
}
