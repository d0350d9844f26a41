package dev.shutterhook.core.webhook;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Deliveries and attempts as items under the delivery's id. */
final class DeliveryItem {
  static final String DELIVERY = "delivery";

  private static final int SCHEMA = 1;

  private DeliveryItem() {}

  static Item write(Delivery delivery) {
    return Item.empty()
        .put("id", delivery.id())
        .put("item", DELIVERY)
        .put("schema", SCHEMA)
        .put("message", delivery.message())
        .put("account", delivery.account())
        .put("capture", delivery.capture())
        .put("type", delivery.type().code())
        .put("url", delivery.url())
        .put("body", delivery.body())
        .put("state", delivery.state().code())
        .put("attempts", delivery.attempts())
        .put("created_at", delivery.createdAt())
        .put("next_attempt_at", delivery.nextAttemptAt())
        .put("ended_at", delivery.endedAt())
        .put("expires_at", delivery.expiresAt().getEpochSecond());
  }

  static Delivery read(Item item) {
    return new Delivery(
        Id.of(item.text("id")),
        Id.of(item.text("message")),
        item.text("account"),
        Id.of(item.text("capture")),
        EventType.parse(item.text("type")),
        WebUrl.parse(item.text("url")),
        item.text("body"),
        DeliveryState.valueOf(item.text("state").toUpperCase(Locale.ROOT)),
        (int) item.number("attempts"),
        Instant.parse(item.text("created_at")),
        item.instant("next_attempt_at"),
        item.instant("ended_at"),
        Instant.ofEpochSecond(item.number("expires_at")));
  }

  /** Numbers are padded, so that attempts lie in their order. */
  static Item write(Delivery delivery, Attempt attempt) {
    return Item.empty()
        .put("id", delivery.id())
        .put("item", String.format(Locale.ROOT, "attempt#%06d", attempt.number()))
        .put("at", attempt.at())
        .put("duration_ms", attempt.duration().toMillis())
        .put("status", attempt.status())
        .put("error", attempt.error())
        .put("answer", attempt.answer())
        .put("next_attempt_at", attempt.nextAttemptAt())
        .put("expires_at", delivery.expiresAt().getEpochSecond());
  }

  /**
   * The update that moves a delivery on; at its end it leaves the index of what needs attention.
   */
  static String advance(Attempt attempt, Map<String, AttributeValue> values) {
    Instant next = attempt.nextAttemptAt();
    if (next == null) {
      values.put(":ended", fromS(attempt.at().plus(attempt.duration()).toString()));
      return "SET #state = :state, attempts = :number, ended_at = :ended"
          + " REMOVE next_attempt_at, attention, attention_at";
    }
    values.put(":next", fromS(next.toString()));
    Instant attention = next.plus(DeliveryStore.TICKET_MAX_DELAY);
    values.put(":attention", fromN(Long.toString(attention.toEpochMilli())));
    return "SET #state = :state, attempts = :number, next_attempt_at = :next,"
        + " attention_at = :attention";
  }
}
