package dev.shutterhook.core.cache;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Cache entries in the captures' table, beside what they name. Safe for threads. */
public final class CacheStore {
  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Entries in that table. */
  public CacheStore(DynamoDbClient dynamoDb, String capturesTable) {
    this.dynamoDb = dynamoDb;
    this.table = capturesTable;
  }

  /**
   * Puts an entry in the place of any other.
   *
   * @param expiresAt when its capture may be deleted
   */
  public void keep(String key, CacheEntry entry, Instant expiresAt) {
    dynamoDb.updateItem(
        update ->
            update
                .tableName(table)
                .key(place(key))
                .updateExpression(
                    "SET #capture = :capture, completed_at = :completed, expires_at = :expires")
                .expressionAttributeNames(Map.of("#capture", "capture"))
                .expressionAttributeValues(
                    Map.of(
                        ":capture", fromS(entry.capture().toString()),
                        ":completed", fromS(entry.completedAt().toString()),
                        ":expires", fromN(Long.toString(expiresAt.getEpochSecond())))));
  }

  /** What is remembered under a key; what it names may be gone. */
  public Optional<CacheEntry> find(String key) {
    Map<String, AttributeValue> found =
        dynamoDb.getItem(get -> get.tableName(table).key(place(key)).consistentRead(true)).item();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Item item = Item.of(found);
    return Optional.of(
        new CacheEntry(
            Id.of(item.text("capture")),
            Objects.requireNonNull(item.instant("completed_at"), "it was completed")));
  }

  private static Map<String, AttributeValue> place(String key) {
    return Map.of("id", fromS("cache#" + key));
  }
}
