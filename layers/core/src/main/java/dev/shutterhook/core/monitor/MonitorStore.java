package dev.shutterhook.core.monitor;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.listing.Span;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.Conditional;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Monitors in their table. Who changes one says what it has read, so that no change of another is
 * lost.
 */
public final class MonitorStore {
  /** DynamoDB reads no more items in one call. */
  public static final int MAX_READ = 100;

  private static final String UNCHANGED_SETTINGS = "updated_at = :seen AND #state <> :deleting";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Listing<Id> listing;

  /** Monitors in that table. */
  public MonitorStore(DynamoDbClient dynamoDb, String monitorsTable) {
    this.dynamoDb = dynamoDb;
    this.table = monitorsTable;
    this.listing = new Listing<>(dynamoDb, table, Id.Kind.MONITOR, item -> Id.of(item.text("id")));
  }

  /** The write that puts a new monitor, for a transaction; it fails where there is one. */
  public TransactWriteItem creating(Monitor monitor) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(MonitorItem.write(monitor).attributes())
                .conditionExpression("attribute_not_exists(id)")
                .build())
        .build();
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
   * @param ids at most {@link #MAX_READ}, each once
   */
  public List<Monitor> find(List<Id> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(MonitorStore::key).toList())
            .consistentRead(true)
            .build();
    // What one answer has no room for is asked for again; each has one at least.
    Map<Id, Monitor> found =
        dynamoDb.batchGetItemPaginator(get -> get.requestItems(Map.of(table, wanted))).stream()
            .limit(ids.size())
            .flatMap(answer -> answer.responses().getOrDefault(table, List.of()).stream())
            .map(item -> MonitorItem.read(Item.of(item)))
            .collect(Collectors.toMap(Monitor::id, Function.identity()));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /** One page of an account's monitors, the newest first. */
  public Page<Id> page(String account, Optional<Id> before, int limit) {
    Span span = new Span(List.of(MonitorItem.listed(account)), Optional.empty(), before);
    return listing.page(span, limit, limit + 1, id -> true);
  }

  /**
   * How many monitors an account has, as far as the index knows by now.
   *
   * @param most counting ends there
   */
  public int count(String account, int most) {
    return dynamoDb
        .query(
            QueryRequest.builder()
                .tableName(table)
                .indexName(Listing.INDEX)
                .keyConditionExpression(Listing.LISTED + " = :listed")
                .expressionAttributeValues(Map.of(":listed", fromS(MonitorItem.listed(account))))
                .select(Select.COUNT)
                .limit(most)
                .build())
        .count();
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
    Update.Builder update = Update.builder().tableName(table).key(key(id));
    Map<String, String> at = Map.of("#at", MonitorItem.DUE_AT);
    Map<String, String> ending =
        Map.of("#at", MonitorItem.DUE_AT, "#due", MonitorItem.DUE, "#state", MonitorItem.STATE);
    if (next != null) {
      update
          .updateExpression("SET #at = :next")
          .expressionAttributeNames(at)
          .expressionAttributeValues(Map.of(":seen", millis(seen), ":next", millis(next)));
    } else {
      update
          .updateExpression("SET #state = :paused, paused_because = :ended REMOVE #at, #due")
          .expressionAttributeNames(ending)
          .expressionAttributeValues(
              Map.of(
                  ":seen", millis(seen),
                  ":paused", fromS(MonitorState.PAUSED.code()),
                  ":ended", fromS(Monitor.Pause.ENDED.name())));
    }
    return TransactWriteItem.builder()
        .update(update.conditionExpression("#at = :seen").build())
        .build();
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
   * Writes a monitor's settings, state and moment as a client wants them; its progress stays.
   *
   * @param seen its {@link Monitor#updatedAt} when it was read
   * @return false where another was faster, or it is gone
   */
  public boolean change(Monitor changed, Instant seen) {
    Item item = MonitorItem.write(changed);
    Map<String, AttributeValue> all = item.attributes();
    String sets = "SET #state = :state, #settings = :settings, updated_at = :now";
    String removes = "";
    Map<String, AttributeValue> values =
        new HashMap<>(
            Map.of(
                ":state", all.get(MonitorItem.STATE),
                ":settings", all.get(MonitorItem.SETTINGS),
                ":now", all.get("updated_at"),
                ":seen", fromS(seen.toString()),
                ":deleting", fromS(MonitorState.DELETING.code())));
    Map<String, String> names =
        new HashMap<>(Map.of("#state", MonitorItem.STATE, "#settings", MonitorItem.SETTINGS));
    for (String name :
        List.of("sealed_identity", "paused_because", MonitorItem.DUE, MonitorItem.DUE_AT)) {
      names.put("#" + name, name);
      if (all.containsKey(name)) {
        sets += ", #" + name + " = :" + name;
        values.put(":" + name, all.get(name));
      } else {
        removes += (removes.isEmpty() ? " REMOVE #" : ", #") + name;
      }
    }
    return Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(changed.id()))
            .updateExpression(sets + removes)
            .conditionExpression(UNCHANGED_SETTINGS)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .build());
  }

  /**
   * The write that notes what a monitor knows by now, for a transaction; it fails where another has
   * noted something since, or the monitor is gone.
   *
   * @param progress as it shall be; its version is one more than the one that was read
   */
  public TransactWriteItem progressing(Id id, Progress progress) {
    return progressing(id, progress, "", Map.of(), Map.of());
  }

  /** As {@link #progressing}, and the monitor is paused because it failed too often. */
  public TransactWriteItem pausing(Id id, Progress progress) {
    return progressing(
        id,
        progress,
        ", #state = :paused, paused_because = :failures REMOVE #at, #due",
        Map.of("#at", MonitorItem.DUE_AT, "#due", MonitorItem.DUE),
        Map.of(
            ":paused", fromS(MonitorState.PAUSED.code()),
            ":failures", fromS(Monitor.Pause.FAILURES.name())));
  }

  private TransactWriteItem progressing(
      Id id,
      Progress progress,
      String also,
      Map<String, String> moreNames,
      Map<String, AttributeValue> moreValues) {
    Map<String, String> names = new HashMap<>(moreNames);
    names.put("#progress", MonitorItem.PROGRESS);
    names.put("#version", MonitorItem.VERSION);
    names.put("#state", MonitorItem.STATE);
    Map<String, AttributeValue> values = new HashMap<>(moreValues);
    values.put(":progress", fromS(Json.write(progress)));
    values.put(":version", fromN(Long.toString(progress.version())));
    values.put(":before", fromN(Long.toString(progress.version() - 1)));
    values.put(":deleting", fromS(MonitorState.DELETING.code()));
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key(id))
                .updateExpression("SET #progress = :progress, #version = :version" + also)
                .conditionExpression("#version = :before AND #state <> :deleting")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  /**
   * Begins to delete a monitor: nobody sees it any more, and somebody must look after what it has
   * left.
   *
   * @return false where it is gone
   */
  public boolean deleting(Id id, Instant now) {
    return Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(id))
            .updateExpression(
                "SET #state = :deleting, attention = :shard, attention_at = :now"
                    + " REMOVE #at, #due, "
                    + Listing.LISTED)
            .conditionExpression("attribute_exists(id)")
            .expressionAttributeNames(
                Map.of(
                    "#state", MonitorItem.STATE,
                    "#at", MonitorItem.DUE_AT,
                    "#due", MonitorItem.DUE))
            .expressionAttributeValues(
                Map.of(
                    ":deleting", fromS(MonitorState.DELETING.code()),
                    ":shard", fromS(Attention.shardOf(id)),
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

  private static AttributeValue millis(Instant at) {
    return fromN(Long.toString(at.toEpochMilli()));
  }

  private static Map<String, AttributeValue> key(Id id) {
    return Map.of("id", fromS(id.toString()));
  }
}
