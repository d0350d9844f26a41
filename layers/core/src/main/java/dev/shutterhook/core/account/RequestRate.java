package dev.shutterhook.core.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.account.Admission.Admitted;
import dev.shutterhook.core.account.Admission.Stranger;
import dev.shutterhook.core.account.Admission.TooMany;
import dev.shutterhook.core.table.Item;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Knows a key and counts its requests in one conditional write: exact however many environments
 * count at once. Windows are whole seconds of the clock; the newest one that anybody opened counts
 * for all, so that clocks which differ give nobody more. Safe for threads.
 */
final class RequestRate {
  /** After which the next window is open. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Opening a window and counting in it may each be overtaken by others; not for ever. */
  static final int MAX_TRIES = 4;

  /** In the place of a hash that is not there: it costs the same to find that out. */
  private static final String NOBODYS_HASH = "0".repeat(64);

  private static final String KNOWN = "key_hash = :hash AND attribute_not_exists(revoked_at)";
  private static final String KNOWN_BOOTSTRAP =
      "attribute_not_exists(key_hash) AND attribute_not_exists(revoked_at)";
  private static final String OPEN = "SET window_second = :second, window_count = :one";
  private static final String MAY_OPEN =
      " AND (attribute_not_exists(window_second) OR window_second < :second)";
  private static final String COUNT = "ADD window_count :one";
  private static final String MAY_COUNT =
      " AND window_second >= :second AND ("
          + "(attribute_exists(requests_per_second) AND window_count < requests_per_second) OR"
          + " (attribute_not_exists(requests_per_second) AND window_count < :default))";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final DefaultLimits defaults;
  private final InstantSource clock;

  /** The window that this environment saw open last: most requests are counted at the first try. */
  private volatile Window open = Window.NONE;

  /** The window that this environment saw full last: until it ends nobody need be asked. */
  private volatile Full full = new Full(Window.NONE, 0);

  RequestRate(DynamoDbClient dynamoDb, String table, DefaultLimits defaults, InstantSource clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.defaults = defaults;
    this.clock = clock;
  }

  /** With the hash: who guesses at a key's secret has windows of his own, and they stay empty. */
  private record Window(String key, Optional<String> hash, long second) {
    static final Window NONE = new Window("", Optional.empty(), 0);
  }

  private record Full(Window window, int limit) {}

  /**
   * Counts a request of a key.
   *
   * @param hash SHA-256 of the whole key, in hex; empty for the bootstrap key, which is known
   */
  Admission count(String publicId, Optional<String> hash) {
    Window now = new Window(publicId, hash, clock.instant().getEpochSecond());
    Full known = full;
    if (known.window().equals(now)) {
      return new TooMany(known.limit(), RETRY_AFTER);
    }
    boolean opening = !open.equals(now);
    int limit = defaults.requestsPerSecond();
    for (int i = 0; i < MAX_TRIES; i++) {
      try {
        Item item = opening ? write(OPEN, MAY_OPEN, now) : write(COUNT, MAY_COUNT, now);
        open = now;
        return new Admitted(caller(publicId, item));
      } catch (ConditionalCheckFailedException e) {
        Item old = Item.of(e.hasItem() ? e.item() : Map.of());
        if (!isHolder(old, hash)) {
          return new Stranger();
        }
        boolean isOpen = old.number(KeyItem.WINDOW) >= now.second();
        limit = perSecond(old);
        if (isOpen && old.number(KeyItem.COUNT) >= limit) {
          full = new Full(now, limit);
          return new TooMany(limit, RETRY_AFTER);
        }
        opening = !isOpen;
      }
    }
    return new TooMany(limit, RETRY_AFTER);
  }

  private Item write(String change, String condition, Window window) {
    Optional<String> hash = window.hash();
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":second", fromN(Long.toString(window.second())));
    values.put(":one", fromN("1"));
    hash.ifPresent(known -> values.put(":hash", fromS(known)));
    if (change.equals(COUNT)) {
      values.put(":default", fromN(Integer.toString(defaults.requestsPerSecond())));
    }
    String whole = (hash.isPresent() ? KNOWN : KNOWN_BOOTSTRAP) + condition;
    return Item.of(
        dynamoDb
            .updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(KeyItem.key(window.key()))
                        .updateExpression(change)
                        .conditionExpression(whole)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .attributes());
  }

  /** What is compared is a hash, in a time that does not tell how much of it is right. */
  private static boolean isHolder(Item item, Optional<String> hash) {
    String stored = item.find(KeyItem.HASH).orElse(NOBODYS_HASH);
    boolean same =
        MessageDigest.isEqual(stored.getBytes(UTF_8), hash.orElse(NOBODYS_HASH).getBytes(UTF_8));
    return same && item.find(KeyItem.REVOKED_AT).isEmpty();
  }

  private Caller caller(String publicId, Item item) {
    @Nullable Long own = KeyItem.limits(item).capturesPerMonth();
    return new Caller(
        item.find(KeyItem.ACCOUNT).orElse(Authenticator.BOOTSTRAP_ACCOUNT),
        publicId,
        Objects.requireNonNullElse(own, defaults.capturesPerMonth()),
        perSecond(item));
  }

  private int perSecond(Item item) {
    @Nullable Integer own = KeyItem.limits(item).requestsPerSecond();
    return Objects.requireNonNullElse(own, defaults.requestsPerSecond());
  }
}
