package dev.shutterhook.core.webhook;

import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How far a delivery is, as attributes of its item. */
final class ProgressItem {
  /** What is there only in some states. */
  static final List<String> PASSING = List.of("next_attempt_at", "ended_at", "reason");

  private ProgressItem() {}

  static void write(Item item, DeliveryProgress progress) {
    item.put("state", progress.state().code())
        .put("generation", progress.generation())
        .put("attempts", progress.attempts())
        .put("begun_at", progress.begunAt())
        .put("next_attempt_at", progress.nextAttemptAt())
        .put("ended_at", progress.endedAt())
        .put("reason", progress.reason() == null ? null : progress.reason().code());
  }

  static DeliveryProgress read(Item item) {
    return new DeliveryProgress(
        DeliveryState.valueOf(item.text("state").toUpperCase(Locale.ROOT)),
        (int) item.number("generation"),
        (int) item.number("attempts"),
        Objects.requireNonNull(item.instant("begun_at"), "a generation has begun"),
        item.instant("next_attempt_at"),
        item.instant("ended_at"),
        item.find("reason").map(Exhaustion::parse).orElse(null));
  }

  /**
   * When somebody must look after it. A generation that has just begun may have no ticket yet;
   * after that its ticket hides until the next attempt.
   */
  static Instant attentionAt(DeliveryProgress progress) {
    if (progress.attempts() == 0) {
      return progress.begunAt().plus(DeliveryStore.OUTBOX_MAX_AGE);
    }
    return Objects.requireNonNull(progress.nextAttemptAt(), "it is pending")
        .plus(DeliveryStore.TICKET_MAX_DELAY);
  }
}
