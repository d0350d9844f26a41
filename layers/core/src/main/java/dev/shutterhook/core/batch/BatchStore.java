package dev.shutterhook.core.batch;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.Conditional;
import dev.shutterhook.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Batches in the captures' table. */
public final class BatchStore {
  /** A batch of which nothing was heard for so long is looked at. */
  public static final Duration SILENCE = Duration.ofMinutes(15);

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Batches in that table. */
  public BatchStore(DynamoDbClient dynamoDb, String capturesTable) {
    this.dynamoDb = dynamoDb;
    this.table = capturesTable;
  }

  /** Puts a new batch; one that is there already stays as it is. */
  public void create(CaptureBatch batch) {
    Item item = BatchItem.write(batch);
    Attention.mark(item, batch.id(), batch.createdAt().plus(SILENCE));
    // Somebody may ask again with the same id.
    Conditional.put(
        dynamoDb,
        Put.builder()
            .tableName(table)
            .item(item.attributes())
            .conditionExpression("attribute_not_exists(id)")
            .build());
  }

  /** Reads a batch as the last write left it. */
  public Optional<CaptureBatch> find(Id id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder().tableName(table).key(key(id)).consistentRead(true).build())
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(BatchItem.read(Item.of(item)));
  }

  /**
   * Notes that captures of a batch have ended, which may be noted any number of times.
   *
   * @return the batch as it is now; empty where it is gone
   */
  public Optional<CaptureBatch> ended(Id id, Collection<Id> captures, Instant now) {
    try {
      Map<String, AttributeValue> item =
          dynamoDb
              .updateItem(
                  UpdateItemRequest.builder()
                      .tableName(table)
                      .key(key(id))
                      .updateExpression("SET attention_at = :at DELETE #open :ended")
                      .conditionExpression("attribute_exists(id) AND attribute_not_exists(#done)")
                      .expressionAttributeNames(
                          Map.of("#open", BatchItem.OPEN, "#done", BatchItem.COMPLETED_AT))
                      .expressionAttributeValues(
                          Map.of(
                              ":at", fromN(Long.toString(now.plus(SILENCE).toEpochMilli())),
                              ":ended", fromSs(captures.stream().map(Id::toString).toList())))
                      .returnValues(ReturnValue.ALL_NEW)
                      .build())
              .attributes();
      return Optional.of(BatchItem.read(Item.of(item)));
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    }
  }

  /**
   * The write that completes a batch, for a transaction; it fails where it was completed before.
   */
  public TransactWriteItem completing(CaptureBatch completed) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key(completed.id()))
                .updateExpression("SET #done = :now REMOVE attention, attention_at")
                .conditionExpression(
                    "attribute_exists(id) AND attribute_not_exists(#open)"
                        + " AND attribute_not_exists(#done)")
                .expressionAttributeNames(
                    Map.of("#open", BatchItem.OPEN, "#done", BatchItem.COMPLETED_AT))
                .expressionAttributeValues(
                    Map.of(":now", fromS(String.valueOf(completed.completedAt()))))
                .build())
        .build();
  }

  /** Looks at a batch again then, unless it was completed meanwhile. */
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

  /** Batches of which nothing was heard, the oldest first. */
  public List<Id> overdue(Instant now, int mostPerShard) {
    return Attention.overdue(dynamoDb, table, Id.Kind.BATCH, now, mostPerShard);
  }

  private static Map<String, AttributeValue> key(Id id) {
    return Map.of("id", fromS(id.toString()));
  }
}
