package dev.shutterhook.deliver;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.EventType;
import java.time.Duration;
import java.time.Instant;

/** Deliveries that tell of nothing that happened: no capture needs to be settled for them. */
final class Samples {
  private static final Ids IDS = Ids.secure();

  private Samples() {}

  static Delivery to(String url, String account, Instant now) {
    return Delivery.pending(
        IDS.next(Id.Kind.DELIVERY),
        IDS.next(Id.Kind.MESSAGE),
        account,
        IDS.next(Id.Kind.SAMPLE),
        EventType.CAPTURE_COMPLETED,
        WebUrl.parse(url),
        "{\"type\":\"capture.completed\",\"text\":\"é😀\"}",
        now,
        now.plus(Duration.ofDays(1)));
  }
}
