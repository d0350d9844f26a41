package dev.shutterhook.core.webhook;

import dev.shutterhook.core.config.Waits;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a webhook is attempted again. The n-th wait comes before the n-th attempt; after the last
 * attempt there is none. Safe for threads where the randomness is.
 */
public final class RetrySchedule {
  /** Waits are up to a tenth longer, so that what failed together does not come back together. */
  public static final double MAX_JITTER = 0.1;

  /** Nobody waits longer for the next attempt; SQS itself hides a message for no longer. */
  public static final Duration MAX_WAIT = Duration.ofHours(12);

  private final Waits waits;
  private final RandomGenerator random;

  /**
   * That schedule; {@code random} only spreads the waits.
   *
   * @throws IllegalArgumentException where a wait is longer than {@link #MAX_WAIT}
   */
  public RetrySchedule(Waits waits, RandomGenerator random) {
    if (waits.list().stream().anyMatch(wait -> wait.compareTo(MAX_WAIT) > 0)) {
      throw new IllegalArgumentException("RETRY_SCHEDULE has a wait of more than 12 h");
    }
    this.waits = waits;
    this.random = random;
  }

  /** How many attempts there are, the first included. */
  public int attempts() {
    return waits.list().size();
  }

  /** From the beginning to the last attempt, without jitter and attempts. */
  public Duration length() {
    return waits.list().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** The wait before the first attempt. It has no jitter: nothing has failed yet. */
  public Duration firstWait() {
    return waits.list().getFirst();
  }

  /**
   * The wait before an attempt, with 0 to 10 % of jitter; empty where the schedule is spent.
   *
   * @param number which attempt, from 1
   */
  public Optional<Duration> waitBefore(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("attempts count from 1");
    }
    if (number > attempts()) {
      return Optional.empty();
    }
    return Optional.of(spread(waits.list().get(number - 1)));
  }

  /** Any wait, with 0 to 10 % of jitter, but beyond {@link #MAX_WAIT} none. */
  public Duration spread(Duration wait) {
    long room = Math.max(0, MAX_WAIT.minus(wait).toMillis());
    long jitter = (long) (wait.toMillis() * MAX_JITTER * random.nextDouble());
    return wait.plusMillis(Math.min(jitter, room));
  }
}
