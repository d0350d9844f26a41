package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.WebUrl;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one receiver.
 *
 * @param id its id
 * @param message the receiver's id of it, the same on every attempt
 * @param account whose capture it is about; its secret signs
 * @param capture what it is about; a sample's id where there is no such capture
 * @param type the event
 * @param url the receiver
 * @param body the bytes, in UTF-8, as they are sent
 * @param state how it fares
 * @param attempts made so far
 * @param createdAt when the event came to be
 * @param nextAttemptAt not to be attempted before; null at its end
 * @param endedAt when it was delivered or given up; null before
 * @param expiresAt when it and its attempts may be deleted
 */
public record Delivery(
    Id id,
    Id message,
    String account,
    Id capture,
    EventType type,
    WebUrl url,
    String body,
    DeliveryState state,
    int attempts,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant endedAt,
    Instant expiresAt) {

  public Delivery {
    if (id.kind() != Id.Kind.DELIVERY
        || message.kind() != Id.Kind.MESSAGE
        || (capture.kind() != Id.Kind.CAPTURE && capture.kind() != Id.Kind.SAMPLE)) {
      throw new IllegalArgumentException("a delivery carries a message about a capture");
    }
    if ((state == DeliveryState.PENDING) != (nextAttemptAt != null)) {
      throw new IllegalArgumentException("a pending delivery has a next attempt, and only it");
    }
    if ((state == DeliveryState.PENDING) == (endedAt != null)) {
      throw new IllegalArgumentException("a delivery has an end unless it is pending");
    }
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts cannot be negative");
    }
  }

  /** A delivery that nobody has attempted yet. */
  public static Delivery pending(
      Id id,
      Id message,
      String account,
      Id capture,
      EventType type,
      WebUrl url,
      String body,
      Instant now,
      Instant expiresAt) {
    return new Delivery(
        id,
        message,
        account,
        capture,
        type,
        url,
        body,
        DeliveryState.PENDING,
        0,
        now,
        now,
        null,
        expiresAt);
  }

  /** Whether it tells of nothing that happened: it is attempted once, and no capture counts it. */
  public boolean sample() {
    return capture.kind() == Id.Kind.SAMPLE;
  }
}
