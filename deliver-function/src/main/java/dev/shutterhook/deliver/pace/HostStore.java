package dev.shutterhook.deliver.pace;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Receiving hosts in the deliveries' table: one item for each, whoever's webhooks go there. What a
 * process that has ended left behind is over by itself. Safe for threads.
 */
final class HostStore {
  /** Of a host that is not known to be quick, so many attempts are under way at a time. */
  static final int SLOTS = 3;

  /** Longer than an attempt with its notes takes; whoever holds it longer has ended. */
  static final Duration SLOT_LEASE = Duration.ofSeconds(60);

  /** An item is kept for so long after it was last of use. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final String ITEM = "pace";
  private static final String PREFIX = "host#";

  private final DynamoDbClient dynamoDb;
  private final String table;

  HostStore(DynamoDbClient dynamoDb, String deliveriesTable) {
    this.dynamoDb = dynamoDb;
    this.table = deliveriesTable;
  }

  /**
   * A slot that was taken.
   *
   * @param number from 0
   * @param until when it is over if it is not freed; tells whose it is
   */
  record Slot(String host, int number, Instant until) {}

  /** Until when a host counts as quick; {@link Instant#EPOCH} where nothing says that it is. */
  Instant quickUntil(String host) {
    AttributeValue until =
        dynamoDb.getItem(get -> get.tableName(table).key(key(host))).item().get("quick_until");
    return until == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(until.n()));
  }

  /** Has a host count as quick until then; {@link Instant#EPOCH} for no longer. */
  void quickUntil(String host, Instant until, Instant now) {
    dynamoDb.updateItem(
        update ->
            update
                .tableName(table)
                .key(key(host))
                .updateExpression("SET quick_until = :until, expires_at = :expires")
                .expressionAttributeValues(
                    Map.of(":until", millis(until), ":expires", expires(now))));
  }

  /** Takes a free slot of a host; empty where there is none. */
  Optional<Slot> take(String host, Instant now) {
    for (int number = 0; number < SLOTS; number++) {
      Slot slot = new Slot(host, number, now.plus(SLOT_LEASE));
      if (take(slot, now)) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  /** Gives a slot back, unless its time was over and somebody else has it. */
  void free(Slot slot) {
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key(slot.host()))
                  .updateExpression("REMOVE #slot")
                  .conditionExpression("#slot = :until")
                  .expressionAttributeNames(name(slot))
                  .expressionAttributeValues(Map.of(":until", millis(slot.until()))));
    } catch (ConditionalCheckFailedException e) {
      // It is somebody else's by now.
    }
  }

  private boolean take(Slot slot, Instant now) {
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key(slot.host()))
                  .updateExpression("SET #slot = :until, expires_at = :expires")
                  .conditionExpression("attribute_not_exists(#slot) OR #slot < :now")
                  .expressionAttributeNames(name(slot))
                  .expressionAttributeValues(
                      Map.of(
                          ":until", millis(slot.until()),
                          ":now", millis(now),
                          ":expires", expires(now))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, String> name(Slot slot) {
    return Map.of("#slot", "slot_" + slot.number());
  }

  private static AttributeValue millis(Instant at) {
    return fromN(Long.toString(at.toEpochMilli()));
  }

  private static AttributeValue expires(Instant now) {
    return fromN(Long.toString(now.plus(KEPT).getEpochSecond()));
  }

  private static Map<String, AttributeValue> key(String host) {
    return Map.of("id", fromS(PREFIX + host), "item", fromS(ITEM));
  }
}
