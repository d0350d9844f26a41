package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.request.WebUrl;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** A pending delivery with fresh ids. */
final class DeliveryFixture {
  static final Instant CREATED = Instant.parse("2026-11-01T12:00:00Z");
  static final Instant EXPIRES = Instant.parse("2026-12-01T12:00:00Z");

  private static final Ids IDS = Ids.secure();

  private DeliveryFixture() {}

  static Delivery aDelivery() {
    return aDelivery("acme", CREATED);
  }

  static Delivery aDelivery(String account, Instant at) {
    return Delivery.pending(
        new Ids(() -> at, new SecureRandom()).next(Id.Kind.DELIVERY),
        IDS.next(Id.Kind.MESSAGE),
        account,
        IDS.next(Id.Kind.CAPTURE),
        EventType.CAPTURE_COMPLETED,
        WebUrl.parse("https://hooks.example.com/shutterhook?secret=1"),
        "{\"type\":\"capture.completed\",\"text\":\"é😀\"}",
        at,
        at.plus(Duration.between(CREATED, EXPIRES)));
  }

  static Attempt failed(int number) {
    Instant at = CREATED.plusSeconds(number);
    return new Attempt(
        1, number, at, Duration.ofMillis(80), 500, null, "oops", at.plus(Duration.ofMinutes(1)));
  }

  static Attempt succeeded(int number) {
    return new Attempt(
        1, number, CREATED.plusSeconds(number), Duration.ofMillis(80), 204, null, "", null);
  }
}
