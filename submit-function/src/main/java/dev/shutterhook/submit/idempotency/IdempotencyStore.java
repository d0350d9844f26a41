package dev.shutterhook.submit.idempotency;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Reservations in the captures' table, beside what they are about. Who holds one is known by its
 * request's id, so that nobody writes into what somebody else has taken over. Safe for threads.
 */
final class IdempotencyStore {
  private static final String HELD = "holder = :holder AND attribute_not_exists(answer)";

  private final DynamoDbClient dynamoDb;
  private final String table;

  IdempotencyStore(DynamoDbClient dynamoDb, String capturesTable) {
    this.dynamoDb = dynamoDb;
    this.table = capturesTable;
  }

  /** Reserves a place where nobody has; otherwise this is who has it. */
  Optional<Reservation> reserve(Reservation wanted, Instant now) {
    Item item =
        Item.empty()
            .put("id", wanted.place())
            .put("fingerprint", wanted.fingerprint())
            .put("reserved", wanted.id())
            .put("holder", wanted.holder())
            .put("lease_until", wanted.leaseUntil().toEpochMilli())
            .put("expires_at", wanted.expiresAt().getEpochSecond());
    try {
      // The table deletes late, so that the time itself is compared.
      dynamoDb.putItem(
          put ->
              put.tableName(table)
                  .item(item.attributes())
                  .conditionExpression("attribute_not_exists(id) OR expires_at <= :now")
                  .expressionAttributeValues(
                      Map.of(":now", fromN(Long.toString(now.getEpochSecond()))))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(read(Item.of(e.item())));
    }
  }

  /** Reads a reservation as the last write left it. */
  Optional<Reservation> find(String place) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(key(place)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(read(Item.of(item)));
  }

  /** Takes work over. False where somebody else has, or it is done. */
  boolean takeOver(Reservation old, Reservation own) {
    return update(
        old,
        "SET holder = :own, lease_until = :until",
        HELD + " AND lease_until = :before",
        Map.of(
            ":own", fromS(own.holder().toString()),
            ":until", millis(own.leaseUntil()),
            ":before", millis(old.leaseUntil())));
  }

  /** Keeps what was answered. False where the work was taken over meanwhile. */
  boolean answered(Reservation own, byte[] packed) {
    return update(
        own,
        "SET answer = :answer",
        HELD,
        Map.of(":answer", fromB(SdkBytes.fromByteArray(packed))));
  }

  /** Lets go of work that is not done: whoever asks next goes on with it, under the same id. */
  void letGo(Reservation own) {
    update(own, "SET lease_until = :none", HELD, Map.of(":none", millis(Instant.EPOCH)));
  }

  /** Forgets a key under which nothing was done. */
  void remove(Reservation own) {
    try {
      dynamoDb.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(key(own.place()))
                  .conditionExpression(HELD)
                  .expressionAttributeValues(holder(own)));
    } catch (ConditionalCheckFailedException e) {
      // Somebody else has taken it over: it is theirs.
      return;
    }
  }

  private boolean update(
      Reservation held, String expression, String condition, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.putAll(holder(held));
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key(held.place()))
                  .updateExpression(expression)
                  .conditionExpression(condition)
                  .expressionAttributeValues(all));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Reservation read(Item item) {
    return new Reservation(
        item.text("id"),
        item.text("fingerprint"),
        Id.of(item.text("reserved")),
        Id.of(item.text("holder")),
        Instant.ofEpochMilli(item.number("lease_until")),
        item.bytes("answer").map(KeptAnswer::unpacked),
        Instant.ofEpochSecond(item.number("expires_at")));
  }

  private static Map<String, AttributeValue> holder(Reservation held) {
    return Map.of(":holder", fromS(held.holder().toString()));
  }

  private static AttributeValue millis(Instant at) {
    return fromN(Long.toString(at.toEpochMilli()));
  }

  private static Map<String, AttributeValue> key(String place) {
    return Map.of("id", fromS(place));
  }
}
