package dev.shutterhook.core.account;

import dev.shutterhook.core.table.Item;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Keys by their public ids, for work that goes on when the request that wanted it is long over. No
 * request is counted. Safe for threads.
 */
public final class KeyHolders {
  /** DynamoDB reads no more items in one call. */
  public static final int MAX_READ = 100;

  private static final StoredKey BOOTSTRAP =
      KeyItem.read(Item.of(KeyItem.key(Authenticator.BOOTSTRAP_KEY)));

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final DefaultLimits defaults;
  private final boolean bootstrap;

  /**
   * Keys in that table.
   *
   * @param defaults what a key may that has no limits of its own
   * @param bootstrap whether the stack has a bootstrap key
   */
  public KeyHolders(
      DynamoDbClient dynamoDb, String accountsTable, DefaultLimits defaults, boolean bootstrap) {
    this.dynamoDb = dynamoDb;
    this.table = accountsTable;
    this.defaults = defaults;
    this.bootstrap = bootstrap;
  }

  /**
   * Whoever holds them, by public id, as the last writes left it; without those that were revoked
   * or never were.
   *
   * @param publicIds at most {@link #MAX_READ}, each once
   */
  public Map<String, Caller> find(Collection<String> publicIds) {
    Map<String, StoredKey> stored = new HashMap<>(read(publicIds));
    if (bootstrap && publicIds.contains(Authenticator.BOOTSTRAP_KEY)) {
      // Nobody need have put it into the table.
      stored.putIfAbsent(Authenticator.BOOTSTRAP_KEY, BOOTSTRAP);
    } else {
      stored.remove(Authenticator.BOOTSTRAP_KEY);
    }
    return stored.values().stream()
        .filter(key -> key.revokedAt() == null)
        .collect(Collectors.toMap(StoredKey::publicId, this::caller));
  }

  private Map<String, StoredKey> read(Collection<String> publicIds) {
    if (publicIds.isEmpty()) {
      return Map.of();
    }
    List<Map<String, AttributeValue>> keys = publicIds.stream().map(KeyItem::key).toList();
    KeysAndAttributes wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    // What one answer has no room for is asked for again; each has one at least.
    return dynamoDb.batchGetItemPaginator(get -> get.requestItems(Map.of(table, wanted))).stream()
        .limit(publicIds.size())
        .flatMap(answer -> answer.responses().getOrDefault(table, List.of()).stream())
        .map(item -> KeyItem.read(Item.of(item)))
        .collect(Collectors.toMap(StoredKey::publicId, key -> key));
  }

  private Caller caller(StoredKey key) {
    KeyLimits own = key.limits();
    return new Caller(
        key.account(),
        key.publicId(),
        Objects.requireNonNullElse(own.capturesPerMonth(), defaults.capturesPerMonth()),
        Objects.requireNonNullElse(own.requestsPerSecond(), defaults.requestsPerSecond()));
  }
}
