package dev.shutterhook.submit.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.DeliveryHistory;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.submit.listing.Cursor;
import org.jspecify.annotations.Nullable;

/** Deliveries as the API shows them. Neither what signs them nor the body, which has links. */
final class DeliveryDocument {
  private DeliveryDocument() {}

  static ObjectNode of(DeliveryOutline delivery) {
    DeliveryProgress progress = delivery.progress();
    return Json.mapper()
        .createObjectNode()
        .put("id", delivery.id().toString())
        .put("webhook_id", delivery.message().toString())
        .put(about(delivery.capture()), delivery.capture().toString())
        .put("event", delivery.type().code())
        .put("url", receiver(delivery))
        .put("host", delivery.host())
        .put("state", progress.state().code())
        .put("reason", progress.reason() == null ? null : progress.reason().code())
        .put("generation", progress.generation())
        .put("attempt_count", progress.attempts())
        .put("created_at", text(delivery.createdAt()))
        .put("replayed_at", progress.replayed() ? text(progress.begunAt()) : null)
        .put("next_attempt_at", text(progress.nextAttemptAt()))
        .put("ended_at", text(progress.endedAt()));
  }

  private static String about(Id what) {
    return switch (what.kind()) {
      case BATCH -> "batch";
      case RUN -> "run";
      default -> "capture";
    };
  }

  /** A monitor may tell messengers, for which whoever knows the address may write. */
  private static String receiver(DeliveryOutline delivery) {
    return delivery.capture().kind() == Id.Kind.RUN
        ? delivery.url().uri().resolve("/").toString()
        : delivery.url().toString();
  }

  static ObjectNode of(DeliveryHistory history) {
    ObjectNode document = of(history.delivery());
    ArrayNode attempts = document.putArray("attempts");
    history.attempts().forEach(attempt -> attempts.add(of(attempt)));
    return document.put("attempts_truncated", history.truncated());
  }

  static ObjectNode of(Page<DeliveryOutline> page) {
    ObjectNode document = Json.mapper().createObjectNode();
    ArrayNode deliveries = document.putArray("deliveries");
    page.entries().forEach(delivery -> deliveries.add(of(delivery)));
    return document.put("cursor", page.next().map(Cursor::write).orElse(null));
  }

  private static ObjectNode of(Attempt attempt) {
    return Json.mapper()
        .createObjectNode()
        .put("generation", attempt.generation())
        .put("number", attempt.number())
        .put("at", text(attempt.at()))
        .put("duration_ms", attempt.duration().toMillis())
        .put("status", attempt.status())
        .put("error", attempt.error())
        .put("answer", attempt.answer())
        .put("next_attempt_at", text(attempt.nextAttemptAt()));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
