package dev.shutterhook.core.webhook;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * A delivery's step from one progress to the next, as one conditional write.
 *
 * @param attempt by which it comes there; null for a step without one
 */
record DeliveryMove(DeliveryOutline before, DeliveryProgress after, @Nullable Attempt attempt) {
  /** State, generation and attempts tell any two moments of a delivery apart. */
  private static final String CONDITION =
      "#state = :was_state AND #generation = :was_generation AND #attempts = :was_attempts";

  Update on(String table, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> changed = new HashMap<>(changes().attributes());
    List<String> removed = new ArrayList<>(ProgressItem.PASSING);
    removed.addAll(List.of(Attention.SHARD, Attention.AT, DeliveryItem.PREPARED));
    removed.removeAll(changed.keySet());
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>(was());
    List<String> set = new ArrayList<>();
    changed.forEach(
        (name, value) -> {
          names.put("#" + name, name);
          values.put(":" + name, value);
          set.add("#" + name + " = :" + name);
        });
    return Update.builder()
        .tableName(table)
        .key(key)
        .updateExpression("SET " + String.join(", ", set) + " REMOVE " + String.join(", ", removed))
        .conditionExpression(CONDITION)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  /** At its end a delivery leaves the index of what needs attention. */
  private Item changes() {
    Item item = Item.empty();
    ProgressItem.write(item, after);
    item.put(Listing.LISTED, DeliveryItem.listed(before.account(), after.state()));
    if (after.state() == DeliveryState.PENDING) {
      Attention.mark(item, before.id(), ProgressItem.attentionAt(after));
    }
    if (after.generation() > before.progress().generation()) {
      item.put("expires_at", later(before.expiresAt(), leastLife()).getEpochSecond());
    }
    return attempt == null ? item : item.putItem(DeliveryItem.LAST, DeliveryItem.write(attempt));
  }

  private Instant leastLife() {
    return after.begunAt().plus(DeliveryStore.LEAST_LIFE);
  }

  private Map<String, AttributeValue> was() {
    DeliveryProgress progress = before.progress();
    return Map.of(
        ":was_state", fromS(progress.state().code()),
        ":was_generation", fromN(Integer.toString(progress.generation())),
        ":was_attempts", fromN(Integer.toString(progress.attempts())));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
