package dev.shutterhook.core.table;

import dev.shutterhook.core.id.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The sparse index {@code ByAttention}: every record that is not at its end says when somebody must
 * look after it. A step that hands a record on moves the moment; a step that ends it takes it out.
 * What is found past its moment fell between two steps.
 */
public final class Attention {
  public static final String INDEX = "ByAttention";
  public static final String SHARD = "attention";
  public static final String AT = "attention_at";

  /** Index partitions, so that no single one takes every write; each is one query to look at. */
  public static final int SHARDS = 4;

  private Attention() {}

  /**
   * Before a partition's number; what lies beside others in a table is found for itself: batches
   * beside captures, monitors beside their runs.
   */
  private static final String ANY = "s";

  /** The partition of a record: any spread will do, and ids' last letters are random. */
  public static String shardOf(Id id) {
    return name(id.kind()) + Math.floorMod(id.ulid().getLeastSignificantBits(), SHARDS);
  }

  private static String name(Id.Kind kind) {
    return switch (kind) {
      case BATCH -> "batch";
      case MONITOR -> "monitor";
      default -> ANY;
    };
  }

  /** Puts into a record that somebody must look after it from that moment on. */
  public static Item mark(Item item, Id id, Instant at) {
    return item.put(SHARD, shardOf(id)).put(AT, at.toEpochMilli());
  }

  /**
   * The ids of a kind of record whose moment is past, the oldest first, at most so many per
   * partition.
   */
  public static List<Id> overdue(
      DynamoDbClient dynamoDb, String table, Id.Kind kind, Instant now, int most) {
    return IntStream.range(0, SHARDS)
        .mapToObj(shard -> query(dynamoDb, table, name(kind) + shard, now, most))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Id> query(
      DynamoDbClient dynamoDb, String table, String shard, Instant now, int most) {
    return dynamoDb
        .query(
            QueryRequest.builder()
                .tableName(table)
                .indexName(INDEX)
                .keyConditionExpression(SHARD + " = :shard AND " + AT + " < :now")
                .expressionAttributeValues(
                    Map.of(
                        ":shard", AttributeValue.fromS(shard),
                        ":now", AttributeValue.fromN(Long.toString(now.toEpochMilli()))))
                .limit(most)
                .build())
        .items()
        .stream()
        .map(item -> Id.of(Item.of(item).text("id")))
        .toList();
  }
}
