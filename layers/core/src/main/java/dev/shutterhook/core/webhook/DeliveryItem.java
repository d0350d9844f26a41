package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** Deliveries and attempts as items under the delivery's id. */
final class DeliveryItem {
  static final String DELIVERY = "delivery";

  /** What attempts' items begin with: they lie before the delivery's own. */
  static final String ATTEMPT = "attempt#";

  private static final int SCHEMA = 1;

  private DeliveryItem() {}

  static Item write(Delivery delivery) {
    Item item =
        Item.empty()
            .put("id", delivery.id())
            .put("item", DELIVERY)
            .put("schema", SCHEMA)
            .put("message", delivery.message())
            .put("account", delivery.account())
            .put("capture", delivery.capture())
            .put("type", delivery.type().code())
            .put("url", delivery.url())
            .put("body", delivery.body())
            .put("dialect", delivery.form().dialect())
            .put("unsigned", delivery.form().signed() ? null : 1)
            .put("traceparent", delivery.trace())
            .put("created_at", delivery.createdAt())
            .put("expires_at", delivery.expiresAt().getEpochSecond());
    Inlined inlined = delivery.form().inlined();
    if (inlined != null) {
      item.put("inlined_key", inlined.key()).put("inlined_at", inlined.at());
    }
    ProgressItem.write(item, delivery.account(), delivery.progress());
    return item;
  }

  static Delivery read(Item item) {
    item.upTo(SCHEMA);
    return new Delivery(
        outline(item),
        item.text("body"),
        form(item),
        item.find("traceparent").flatMap(Trace::parse).orElse(null));
  }

  /** Those from before there were forms are in our own. */
  private static Form form(Item item) {
    return new Form(
        item.find("dialect").orElse(Form.NATIVE),
        item.find("inlined_key")
            .map(key -> new Inlined(key, (int) item.number("inlined_at")))
            .orElse(null),
        item.number("unsigned") == 0);
  }

  /** What the index knows of a delivery is enough. */
  static DeliveryOutline outline(Item item) {
    return new DeliveryOutline(
        Id.of(item.text("id")),
        Id.of(item.text("message")),
        item.text("account"),
        Id.of(item.text("capture")),
        EventType.parse(item.text("type")),
        WebUrl.parse(item.text("url")),
        ProgressItem.read(item),
        Instant.parse(item.text("created_at")),
        Instant.ofEpochSecond(item.number("expires_at")));
  }

  /** Numbers are padded, so that attempts lie in their order. */
  static Item write(Delivery delivery, Attempt attempt) {
    return Item.empty()
        .put("id", delivery.id())
        .put(
            "item",
            String.format(
                Locale.ROOT, ATTEMPT + "%06d#%06d", attempt.generation(), attempt.number()))
        .put("generation", attempt.generation())
        .put("number", attempt.number())
        .put("at", attempt.at())
        .put("duration_ms", attempt.duration().toMillis())
        .put("status", attempt.status())
        .put("error", attempt.error())
        .put("answer", attempt.answer())
        .put("next_attempt_at", attempt.nextAttemptAt())
        .put("expires_at", delivery.expiresAt().getEpochSecond());
  }

  static Attempt attempt(Item item) {
    return new Attempt(
        (int) item.number("generation"),
        (int) item.number("number"),
        Objects.requireNonNull(item.instant("at"), "an attempt has a time"),
        Duration.ofMillis(item.number("duration_ms")),
        item.findNumber("status").map(Math::toIntExact).orElse(null),
        item.find("error").orElse(null),
        item.find("answer").orElse(""),
        item.instant("next_attempt_at"));
  }
}
