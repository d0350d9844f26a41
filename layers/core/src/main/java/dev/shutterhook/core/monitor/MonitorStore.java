package dev.shutterhook.core.monitor;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.listing.Span;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.BulkRead;
import dev.shutterhook.core.table.Conditional;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Monitors in their table. Who changes one says what it has read, so that no change of another is
 * lost.
 */
public final class MonitorStore {
  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Listing<Id> listing;
  private final MonitorWrites writes;

  /** Monitors in that table. */
  public MonitorStore(DynamoDbClient dynamoDb, String monitorsTable) {
    this.dynamoDb = dynamoDb;
    this.table = monitorsTable;
    this.listing = new Listing<>(dynamoDb, table, Id.Kind.MONITOR, item -> Id.of(item.text("id")));
    this.writes = new MonitorWrites(table);
  }

  /** The write that puts a new monitor, for a transaction; it fails where there is one. */
  public TransactWriteItem creating(Monitor monitor) {
    return writes.creating(monitor);
  }

  /** Puts a new monitor. False where there is one of this id: it stays as it is. */
  public boolean create(Monitor monitor) {
    return Conditional.put(dynamoDb, writes.creating(monitor).put());
  }

  /** Reads a monitor as the last write left it, one that is being deleted too. */
  public Optional<Monitor> find(Id id) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(MonitorItem.read(Item.of(item)));
  }

  /**
   * Reads monitors as the last writes left them, in this order and without those that are gone.
   *
   * @param ids at most {@link BulkRead#MAX_READ}, each once
   */
  public List<Monitor> find(List<Id> ids) {
    return BulkRead.find(dynamoDb, table, ids, MonitorItem::read);
  }

  /** One page of an account's monitors, the newest first. */
  public Page<Id> page(String account, Optional<Id> before, int limit) {
    Span span = new Span(List.of(MonitorItem.listed(account)), Optional.empty(), before);
    return listing.page(span, limit, limit + 1, id -> true);
  }

  /**
   * How many monitors an account has, as far as the index knows by now.
   *
   * @param most from 1: counting ends there, about
   */
  public int count(String account, int most) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName(Listing.INDEX)
            .keyConditionExpression(Listing.LISTED + " = :listed")
            .expressionAttributeValues(Map.of(":listed", fromS(MonitorItem.listed(account))))
            .select(Select.COUNT)
            .limit(most)
            .build();
    int counted = 0;
    // A page looks at 1 MiB, which are thousands of keys.
    Iterator<QueryResponse> pages = dynamoDb.queryPaginator(query).iterator();
    while (counted < most && pages.hasNext()) {
      counted += pages.next().count();
    }
    return counted;
  }

  /**
   * The write that moves a monitor on to its next occurrence, for a transaction or {@link
   * dev.shutterhook.core.table.Transaction#each}; it fails where another has moved it, or it is no
   * longer active.
   *
   * @param seen when it was due
   * @param next when it is due now; null where its schedule has no further occurrence: then it is
   *     paused
   */
  public TransactWriteItem moving(Id id, Instant seen, @Nullable Instant next) {
    return writes.moving(id, seen, next);
  }

  /** Makes an active monitor due at that time, where it is not due earlier. */
  public void hasten(Id id, Instant at) {
    Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(id))
            .updateExpression("SET #at = :at")
            .conditionExpression("#at > :at")
            .expressionAttributeNames(Map.of("#at", MonitorItem.DUE_AT))
            .expressionAttributeValues(Map.of(":at", millis(at)))
            .build());
  }

  /**
   * Writes what a client wants otherwise: settings, state and, where they differ from what was
   * seen, moment and progress.
   *
   * @param seen as it was when it was read
   * @return false where another was faster, or it is gone
   */
  public boolean change(Monitor changed, Monitor seen) {
    return Conditional.update(dynamoDb, writes.changing(changed, seen));
  }

  /**
   * The write that notes what a monitor knows by now, for a transaction; it fails where another has
   * noted something since, or the monitor is gone.
   *
   * @param progress as it shall be; its version is one more than the one that was read
   */
  public TransactWriteItem progressing(Id id, Progress progress) {
    return TransactWriteItem.builder().update(writes.progressing(id, progress)).build();
  }

  /** As {@link #progressing}, and the monitor is paused because it failed too often. */
  public TransactWriteItem pausing(Id id, Progress progress) {
    return TransactWriteItem.builder().update(writes.pausing(id, progress)).build();
  }

  /** The same as {@link #progressing} as a write of its own. False where it fails. */
  public boolean progress(Id id, Progress progress) {
    return Conditional.update(dynamoDb, writes.progressing(id, progress));
  }

  /**
   * Begins to delete a monitor: nobody sees it any more, and somebody must look after what it has
   * left.
   *
   * @return false where it is gone, or somebody has begun
   */
  public boolean deleting(Id id, Instant now) {
    return Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(id))
            .updateExpression(
                "SET #state = :deleting, updated_at = :moment, attention = :shard,"
                    + " attention_at = :now"
                    + " REMOVE #at, #due, "
                    + Listing.LISTED)
            .conditionExpression("attribute_exists(id) AND #state <> :deleting")
            .expressionAttributeNames(
                Map.of(
                    "#state", MonitorItem.STATE,
                    "#at", MonitorItem.DUE_AT,
                    "#due", MonitorItem.DUE))
            .expressionAttributeValues(
                Map.of(
                    ":deleting", fromS(MonitorState.DELETING.code()),
                    ":shard", fromS(Attention.shardOf(id)),
                    ":moment", fromS(now.toString()),
                    ":now", millis(now)))
            .build());
  }

  /** Deletes the record itself. */
  public void delete(Id id) {
    dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(id)));
  }

  /** Monitors that are being deleted, the oldest first. */
  public List<Id> overdue(Instant now, int mostPerShard) {
    return Attention.overdue(dynamoDb, table, Id.Kind.MONITOR, now, mostPerShard);
  }

  /** Looks at one that is being deleted again then. */
  public void remind(Id id, Instant at) {
    Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(id))
            .updateExpression("SET attention_at = :at")
            .conditionExpression("attribute_exists(attention)")
            .expressionAttributeValues(Map.of(":at", millis(at)))
            .build());
  }

  static AttributeValue millis(Instant at) {
    return fromN(Long.toString(at.toEpochMilli()));
  }

  static Map<String, AttributeValue> key(Id id) {
    return Map.of("id", fromS(id.toString()));
  }
}
