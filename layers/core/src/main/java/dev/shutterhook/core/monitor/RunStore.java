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
import dev.shutterhook.core.table.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Runs beside their monitors. Writes are conditional: a step that comes twice changes nothing. */
public final class RunStore {
  /** A run of which nothing was heard for so long is looked at. */
  public static final Duration SILENCE = Duration.ofMinutes(15);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Listing<Id> listing;

  /** Runs in that table. */
  public RunStore(DynamoDbClient dynamoDb, String monitorsTable) {
    this.dynamoDb = dynamoDb;
    this.table = monitorsTable;
    this.listing = new Listing<>(dynamoDb, table, Id.Kind.RUN, item -> Id.of(item.text("id")));
  }

  /**
   * The write that puts a new run, for {@link dev.shutterhook.core.table.Transaction}; it fails
   * where there is one of that monitor and that time.
   *
   * @param now from which on its silence counts
   */
  public TransactWriteItem creating(MonitorRun run, Instant now) {
    return putting(run, now, "attribute_not_exists(id)", Map.of(), Map.of());
  }

  /**
   * Puts new runs, each once: what there is already stays as it is. Where it throws, some may be
   * there.
   *
   * @return those that were not there before
   */
  public List<MonitorRun> create(List<MonitorRun> begun, Instant now) {
    Set<Integer> known =
        Transaction.each(dynamoDb, begun.stream().map(run -> creating(run, now)).toList());
    return IntStream.range(0, begun.size())
        .filter(i -> !known.contains(i))
        .mapToObj(begun::get)
        .toList();
  }

  /**
   * The write that moves a run on, for a transaction; it fails where the run is in another state,
   * or gone.
   */
  public TransactWriteItem moving(MonitorRun run, RunState from, Instant now) {
    return putting(
        run,
        now,
        "#state = :from",
        Map.of("#state", RunItem.STATE),
        Map.of(":from", fromS(from.code())));
  }

  private TransactWriteItem putting(
      MonitorRun run,
      Instant now,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    Put.Builder put =
        Put.builder()
            .tableName(table)
            .item(RunItem.write(run, now.plus(SILENCE)).attributes())
            .conditionExpression(condition);
    if (!names.isEmpty()) {
      put.expressionAttributeNames(names).expressionAttributeValues(values);
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  /** Reads a run as the last write left it. */
  public Optional<MonitorRun> find(Id id) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(RunItem.read(Item.of(item)));
  }

  /**
   * Reads runs as the last writes left them, in this order and without those that are gone.
   *
   * @param ids at most {@link BulkRead#MAX_READ}, each once
   */
  public List<MonitorRun> find(List<Id> ids) {
    return BulkRead.find(dynamoDb, table, ids, RunItem::read);
  }

  /** One page of a monitor's runs, the newest first. */
  public Page<Id> page(Id monitor, Optional<Id> before, int limit) {
    Span span = new Span(List.of(RunItem.listed(monitor)), Optional.empty(), before);
    return listing.page(span, limit, limit + 1, id -> true);
  }

  /**
   * A monitor's runs that were due before that time, the oldest first, as far as the index knows.
   *
   * @param most from 1: more are not read
   */
  public List<Id> before(Id monitor, Instant time, int most) {
    return dynamoDb
        .query(
            QueryRequest.builder()
                .tableName(table)
                .indexName(Listing.INDEX)
                .keyConditionExpression("#listed = :listed AND #id < :first")
                .expressionAttributeNames(Map.of("#listed", Listing.LISTED, "#id", "id"))
                .expressionAttributeValues(
                    Map.of(
                        ":listed", fromS(RunItem.listed(monitor)),
                        ":first", fromS(Id.first(Id.Kind.RUN, time).toString())))
                .limit(most)
                .build())
        .items()
        .stream()
        .map(item -> Id.of(Item.of(item).text("id")))
        .toList();
  }

  /** Runs of which nothing was heard, the oldest first. */
  public List<Id> overdue(Instant now, int mostPerShard) {
    return Attention.overdue(dynamoDb, table, Id.Kind.RUN, now, mostPerShard);
  }

  /** Looks at a run again then, unless it has ended meanwhile. */
  public void remind(Id id, Instant at) {
    Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(id))
            .updateExpression("SET attention_at = :at")
            .conditionExpression("attribute_exists(attention)")
            .expressionAttributeValues(Map.of(":at", fromN(Long.toString(at.toEpochMilli()))))
            .build());
  }

  /** Deletes a run's record. */
  public void delete(Id id) {
    dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(id)));
  }

  private static Map<String, AttributeValue> key(Id id) {
    return Map.of("id", fromS(id.toString()));
  }
}
