package dev.shutterhook.core.batch;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.Conditional;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.table.ItemSize;
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

  /** A condition on a batch that is there and was not completed. */
  private static final String UNCOMPLETED = "attribute_exists(attention)";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Batches in that table. */
  public BatchStore(DynamoDbClient dynamoDb, String capturesTable) {
    this.dynamoDb = dynamoDb;
    this.table = capturesTable;
  }

  /** Puts a new batch; one that is there already stays as it is. */
  public void create(CaptureBatch batch) {
    // Somebody may ask again with the same id.
    Conditional.put(
        dynamoDb,
        Put.builder()
            .tableName(table)
            .item(marked(batch).attributes())
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

  /** What the record of a new batch weighs. */
  public static int bytes(CaptureBatch batch) {
    return ItemSize.of(marked(batch));
  }

  private static Item marked(CaptureBatch batch) {
    return Attention.mark(BatchItem.write(batch), batch.id(), batch.createdAt().plus(SILENCE));
  }

  /**
   * Notes that captures of a batch have ended, which may be noted any number of times. The moment
   * at which somebody must look stays as it is, because moving it is two writes more, and most
   * batches are completed by then; {@link #expectNews} moves it for the others.
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
                      .updateExpression("SET #heard = :now DELETE #open :ended")
                      .conditionExpression("attribute_exists(id) AND attribute_not_exists(#done)")
                      .expressionAttributeNames(
                          Map.of(
                              "#heard", BatchItem.HEARD_AT,
                              "#open", BatchItem.OPEN,
                              "#done", BatchItem.COMPLETED_AT))
                      .expressionAttributeValues(
                          Map.of(
                              ":now", millis(now),
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
    update(id, "SET attention_at = :at", UNCOMPLETED, Map.of(":at", millis(at)));
  }

  /**
   * Moves the moment at which somebody must look to where something more must have been heard of
   * the batch. False where that is past, and where it was completed meanwhile.
   */
  public boolean expectNews(Id id, Instant now) {
    return update(
        id,
        "SET attention_at = " + BatchItem.HEARD_AT + " + :patience",
        BatchItem.HEARD_AT + " >= :oldest AND " + UNCOMPLETED,
        Map.of(
            ":patience", fromN(Long.toString(SILENCE.toMillis())),
            ":oldest", millis(now.minus(SILENCE))));
  }

  private boolean update(
      Id id, String change, String condition, Map<String, AttributeValue> values) {
    return Conditional.update(
        dynamoDb,
        Update.builder()
            .tableName(table)
            .key(key(id))
            .updateExpression(change)
            .conditionExpression(condition)
            .expressionAttributeValues(values)
            .build());
  }

  /** Batches of which nothing was heard, the oldest first. */
  public List<Id> overdue(Instant now, int mostPerShard) {
    return Attention.overdue(dynamoDb, table, Id.Kind.BATCH, now, mostPerShard);
  }

  private static AttributeValue millis(Instant at) {
    return fromN(Long.toString(at.toEpochMilli()));
  }

  private static Map<String, AttributeValue> key(Id id) {
    return Map.of("id", fromS(id.toString()));
  }
}
