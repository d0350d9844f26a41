package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.log.EventLog.Line;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import java.time.Duration;

/** What an attempt adds to the metrics; their names are those of the dashboard. */
final class DeliveryFigures {
  private DeliveryFigures() {}

  static Line measure(Line line, Delivery delivery, Attempt attempt, DeliveryState after) {
    line.timed("AttemptDuration", attempt.duration());
    return switch (after) {
      case PENDING -> line.counted("Deferred", 1);
      case DELIVERED -> ended(line.counted("Delivered", 1), delivery, attempt);
      case EXHAUSTED -> ended(line.counted("Exhausted", 1), delivery, attempt);
    };
  }

  private static Line ended(Line line, Delivery delivery, Attempt attempt) {
    return line.timed(
        "DeliveryAge", Duration.between(delivery.progress().begunAt(), attempt.endedAt()));
  }
}
