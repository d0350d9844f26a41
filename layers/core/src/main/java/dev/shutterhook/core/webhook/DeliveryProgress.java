package dev.shutterhook.core.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a delivery is. A replay begins a new generation: the same message, a fresh schedule.
 *
 * @param state how it fares
 * @param generation from 1; each replay is one more
 * @param attempts made in this generation
 * @param begunAt when this generation began
 * @param nextAttemptAt not to be attempted before; null at its end
 * @param endedAt when it was delivered or given up; null before
 * @param reason why it was given up; null unless it was
 */
public record DeliveryProgress(
    DeliveryState state,
    int generation,
    int attempts,
    Instant begunAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant endedAt,
    @Nullable Exhaustion reason) {

  public DeliveryProgress {
    if (generation < 1 || attempts < 0) {
      throw new IllegalArgumentException("generations count from 1, attempts from 0");
    }
    if ((state == DeliveryState.PENDING) != (nextAttemptAt != null)) {
      throw new IllegalArgumentException("a pending delivery has a next attempt, and only it");
    }
    if ((state == DeliveryState.PENDING) == (endedAt != null)) {
      throw new IllegalArgumentException("a delivery has an end unless it is pending");
    }
    if ((state == DeliveryState.EXHAUSTED) != (reason != null)) {
      throw new IllegalArgumentException("an exhausted delivery has a reason, and only it");
    }
  }

  /** The first generation, due at once. */
  public static DeliveryProgress begun(Instant now) {
    return begun(1, now);
  }

  private static DeliveryProgress begun(int generation, Instant now) {
    return new DeliveryProgress(DeliveryState.PENDING, generation, 0, now, now, null, null);
  }

  /** The next generation, due at once. */
  public DeliveryProgress again(Instant now) {
    return begun(generation + 1, now);
  }

  /** Whether it is where every delivery begins. */
  public boolean untouched() {
    return state == DeliveryState.PENDING && generation == 1 && attempts == 0;
  }

  /** Whether somebody asked for this generation. */
  public boolean replayed() {
    return generation > 1;
  }

  /** After an attempt that will be followed by another one. */
  public DeliveryProgress deferred(Attempt attempt) {
    return new DeliveryProgress(
        DeliveryState.PENDING,
        generation,
        attempt.number(),
        begunAt,
        attempt.nextAttemptAt(),
        null,
        null);
  }

  /** After the attempt that the receiver acknowledged. */
  public DeliveryProgress delivered(Attempt attempt) {
    return ended(DeliveryState.DELIVERED, attempt.number(), attempt.endedAt(), null);
  }

  /** After the attempt that was the last. */
  public DeliveryProgress exhausted(Attempt attempt, Exhaustion why) {
    return ended(DeliveryState.EXHAUSTED, attempt.number(), attempt.endedAt(), why);
  }

  /** Given up without a further attempt. */
  public DeliveryProgress givenUp(Exhaustion why, Instant now) {
    return ended(DeliveryState.EXHAUSTED, attempts, now, why);
  }

  private DeliveryProgress ended(
      DeliveryState end, int made, Instant at, @Nullable Exhaustion why) {
    return new DeliveryProgress(end, generation, made, begunAt, null, at, why);
  }
}
