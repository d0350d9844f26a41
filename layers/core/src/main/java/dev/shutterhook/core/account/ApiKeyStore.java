package dev.shutterhook.core.account;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The keys in the accounts' table, for those who hand them out. Safe for threads. */
public final class ApiKeyStore {
  /** More than so many are not listed; a page of the table has some thousands. */
  static final int MAX_LISTED = 10_000;

  private static final Comparator<StoredKey> OLDEST_FIRST =
      Comparator.comparing(StoredKey::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Keys in that table. */
  public ApiKeyStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * Keeps a key's SHA-256; the key itself is nowhere.
   *
   * @throws IllegalStateException where a key with this public id is there already
   */
  public void create(
      ApiKey key, String account, Optional<String> label, KeyLimits limits, Instant now) {
    Item item =
        Item.empty()
            .put("id", KeyItem.PREFIX + key.publicId())
            .put(KeyItem.ACCOUNT, account)
            .put(KeyItem.HASH, key.hash())
            .put(KeyItem.LABEL, label.orElse(null))
            .put(KeyItem.REQUESTS_PER_SECOND, limits.requestsPerSecond())
            .put(KeyItem.CAPTURES_PER_MONTH, limits.capturesPerMonth())
            .put(KeyItem.CREATED_AT, now);
    try {
      dynamoDb.putItem(
          put ->
              put.tableName(table)
                  .item(item.attributes())
                  .conditionExpression("attribute_not_exists(id)"));
    } catch (ConditionalCheckFailedException e) {
      throw new IllegalStateException("there is a key with this public id", e);
    }
  }

  /** All keys, the oldest first, the revoked ones included. */
  public List<StoredKey> list() {
    ScanRequest scan =
        ScanRequest.builder()
            .tableName(table)
            .filterExpression("begins_with(id, :prefix)")
            .expressionAttributeValues(Map.of(":prefix", fromS(KeyItem.PREFIX)))
            .build();
    return dynamoDb.scanPaginator(scan).items().stream()
        .limit(MAX_LISTED)
        .map(item -> KeyItem.read(Item.of(item)))
        .sorted(OLDEST_FIRST)
        .toList();
  }

  /** Takes a key out of use from its next request on. False where there is none. */
  public boolean revoke(String publicId, Instant now) {
    return update(
        publicId,
        "SET revoked_at = if_not_exists(revoked_at, :now)",
        Map.of(":now", fromS(now.toString())));
  }

  /** Gives a key limits of its own; what is null is as the stack has it. False: no such key. */
  public boolean limit(String publicId, KeyLimits limits) {
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> set = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    Map<String, @Nullable Number> wanted = new HashMap<>();
    wanted.put(KeyItem.REQUESTS_PER_SECOND, limits.requestsPerSecond());
    wanted.put(KeyItem.CAPTURES_PER_MONTH, limits.capturesPerMonth());
    wanted.forEach(
        (name, number) -> {
          if (number == null) {
            removed.add(name);
          } else {
            set.add(name + " = :" + name);
            values.put(":" + name, fromN(number.toString()));
          }
        });
    return update(publicId, clause("SET ", set) + clause(" REMOVE ", removed), values);
  }

  private static String clause(String verb, List<String> parts) {
    return parts.isEmpty() ? "" : verb + String.join(", ", parts);
  }

  private boolean update(String publicId, String expression, Map<String, AttributeValue> values) {
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(KeyItem.key(publicId))
                  .updateExpression(expression)
                  .conditionExpression("attribute_exists(id)")
                  .expressionAttributeValues(values.isEmpty() ? null : values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
