package dev.shutterhook.core.monitor;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The sparse index {@code Due}: active monitors by the moment at which they are to be looked at
 * next.
 */
public final class DueMonitors {
  /** Index partitions, so that no single one takes every write. */
  public static final int SHARDS = 4;

  private static final String INDEX = "Due";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Of that table. */
  public DueMonitors(DynamoDbClient dynamoDb, String monitorsTable) {
    this.dynamoDb = dynamoDb;
    this.table = monitorsTable;
  }

  /**
   * A monitor that is to be looked at.
   *
   * @param at since when
   */
  public record Due(Id id, Instant at) {}

  static String shardOf(Id monitor) {
    return name((int) Math.floorMod(monitor.ulid().getLeastSignificantBits(), (long) SHARDS));
  }

  private static String name(int shard) {
    return "d" + shard;
  }

  /**
   * Monitors whose moment has come, the oldest first: of one partition, as far as the index knows
   * by now. One call for each MB: some 7,000 on AWS, fewer in the emulator.
   *
   * @param shard from 0, below {@link #SHARDS}
   * @param most from 1: more are not read
   */
  public List<Due> find(int shard, Instant now, int most) {
    return dynamoDb
        .queryPaginator(
            QueryRequest.builder()
                .tableName(table)
                .indexName(INDEX)
                .keyConditionExpression("#due = :shard AND #at <= :now")
                .expressionAttributeNames(
                    Map.of("#due", MonitorItem.DUE, "#at", MonitorItem.DUE_AT))
                .expressionAttributeValues(
                    Map.of(
                        ":shard", fromS(name(shard)),
                        ":now", fromN(Long.toString(now.toEpochMilli()))))
                .limit(most)
                .build())
        .items()
        .stream()
        .limit(most)
        .map(Item::of)
        .map(
            item ->
                new Due(
                    Id.of(item.text("id")), Instant.ofEpochMilli(item.number(MonitorItem.DUE_AT))))
        .toList();
  }
}
