package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Packed;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Deliveries and attempts as items under the delivery's id. The newest attempt lies in the
 * delivery's own item, the others beside it; so do all of those that code from before that wrote.
 */
final class DeliveryItem {
  static final String DELIVERY = "delivery";

  /** What attempts' items begin with: they lie before the delivery's own. */
  static final String ATTEMPT = "attempt#";

  static final String LAST = "last_attempt";

  /** There until something is known that only happens to what is committed. */
  static final String PREPARED = "prepared";

  /** The body, {@link Packed}: what is written for a delivery, and for its end, is paid by size. */
  private static final String BODY = "packed_body";

  /** Where the body lies as it is sent. */
  private static final String BODY_OF_SCHEMA_1 = "body";

  private static final int SCHEMA = 2;

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
            .putBytes(BODY, Packed.pack(delivery.body()))
            .put("dialect", delivery.form().dialect())
            .put("unsigned", delivery.form().signed() ? null : 1)
            .put("traceparent", delivery.trace())
            .put(PREPARED, delivery.prepared() ? 1 : null)
            .put(
                Listing.LISTED,
                delivery.prepared() ? null : listed(delivery.account(), delivery.state()))
            .put("created_at", delivery.createdAt())
            .put("expires_at", delivery.expiresAt().getEpochSecond());
    Inlined inlined = delivery.form().inlined();
    if (inlined != null) {
      item.put("inlined_key", inlined.key()).put("inlined_at", inlined.at());
    }
    ProgressItem.write(item, delivery.progress());
    return item;
  }

  /** Under what an account's deliveries of a state are listed. What is prepared is not. */
  static String listed(String account, DeliveryState state) {
    return Listing.partition(account, state.code());
  }

  static Delivery read(Item item) {
    item.upTo(SCHEMA);
    DeliveryOutline outline = outline(item);
    return new Delivery(
        outline,
        body(item),
        form(item),
        item.find("traceparent").flatMap(Trace::parse).orElse(null),
        last(item).orElse(null),
        // Code from before there were such deliveries moves them on and leaves the attribute.
        item.number(PREPARED) > 0 && outline.progress().untouched());
  }

  private static String body(Item item) {
    return item.bytes(BODY).map(Packed::unpack).orElseGet(() -> item.text(BODY_OF_SCHEMA_1));
  }

  static Optional<Attempt> last(Item item) {
    return item.within(LAST).map(DeliveryItem::attempt);
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
    return write(attempt)
        .put("id", delivery.id())
        .put(
            "item",
            String.format(
                Locale.ROOT, ATTEMPT + "%06d#%06d", attempt.generation(), attempt.number()))
        .put("expires_at", delivery.expiresAt().getEpochSecond());
  }

  static Item write(Attempt attempt) {
    return Item.empty()
        .put("generation", attempt.generation())
        .put("number", attempt.number())
        .put("at", attempt.at())
        .put("duration_ms", attempt.duration().toMillis())
        .put("status", attempt.status())
        .put("error", attempt.error())
        .put("answer", attempt.answer())
        .put("next_attempt_at", attempt.nextAttemptAt());
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
