package dev.shutterhook.core.capture;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.cost.Group;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Writes of captures, each on its condition, for transactions.
 *
 * @param table of captures
 */
record CaptureWrites(String table) {
  /** A condition on a capture that has not ended; {@link #unsettled} has its values. */
  static final String UNSETTLED = "#status IN (:queued, :rendering)";

  TransactWriteItem creating(Capture capture, Instant expiresAt, @Nullable Group group) {
    Item item =
        CaptureItem.write(capture)
            .put("expires_at", expiresAt.getEpochSecond())
            .putJson(CaptureItem.GROUP, group);
    Attention.mark(item, capture.id(), capture.createdAt().plus(CaptureStore.OUTBOX_MAX_AGE));
    return creating(item);
  }

  TransactWriteItem creatingEnded(Capture ended, Instant expiresAt) {
    return creating(CaptureItem.writeEnded(ended).put("expires_at", expiresAt.getEpochSecond()));
  }

  private TransactWriteItem creating(Item item) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item.attributes())
                .conditionExpression("attribute_not_exists(id)")
                .build())
        .build();
  }

  TransactWriteItem ordered(Id id, Instant now, @Nullable BilledShare asked) {
    Map<String, AttributeValue> values = new HashMap<>(unsettled(Map.of()));
    values.put(":at", millis(now));
    values.put(":one", fromN("1"));
    String share = "";
    if (asked != null) {
      values.put(":asked", fromS(Json.write(asked)));
      share = ", " + CaptureItem.ASKED + " = :asked";
    }
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key(id))
                .updateExpression(
                    "SET " + CaptureItem.ORDERED_AT + " = :at" + share + " ADD orders :one")
                .conditionExpression(UNSETTLED)
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  /** With the values that {@link #UNSETTLED} speaks of. */
  static Map<String, AttributeValue> unsettled(Map<String, AttributeValue> more) {
    Map<String, AttributeValue> all = new HashMap<>(more);
    all.put(":queued", status(CaptureStatus.QUEUED));
    all.put(":rendering", status(CaptureStatus.RENDERING));
    return all;
  }

  static AttributeValue millis(Instant at) {
    return fromN(Long.toString(at.toEpochMilli()));
  }

  static AttributeValue status(CaptureStatus status) {
    return fromS(status.code());
  }

  static Map<String, AttributeValue> key(Id id) {
    return Map.of("id", fromS(id.toString()));
  }
}
