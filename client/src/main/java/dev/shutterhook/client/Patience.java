package dev.shutterhook.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often, and after how long, a request is sent again that may go well another time.
 *
 * @param firstWait the next ones are twice as long each
 */
record Patience(Duration firstWait) {
  /** The first try and four more. */
  static final int MOST_TRIES = 5;

  /** A longer wait is the caller's to take: a quota of a month, for example. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  static final Patience USUAL = new Patience(Duration.ofMillis(500));

  /** So that clients that failed together do not come again together. */
  private static final int JITTER_PERCENT = 20;

  /**
   * Whether an answer may be another one later. A conflict that says when is of a moment: another
   * try of the same request is at work.
   */
  static boolean passes(Answer answer) {
    int status = answer.status();
    return status == 429 || status == 503 || (status == 409 && answer.retryAfter().isPresent());
  }

  /**
   * The wait after a try; empty where it is not worth one.
   *
   * @param tries how many there were, from 1
   * @param asked what the service asked for
   */
  Optional<Duration> after(int tries, Optional<Duration> asked) {
    if (tries >= MOST_TRIES) {
      return Optional.empty();
    }
    Duration own = firstWait.multipliedBy(1L << (tries - 1));
    Duration wait = asked.filter(longer -> longer.compareTo(own) > 0).orElse(own);
    int percent = 100 + ThreadLocalRandom.current().nextInt(JITTER_PERCENT);
    return Optional.of(wait)
        .filter(bounded -> bounded.compareTo(LONGEST_WAIT) <= 0)
        .map(bounded -> bounded.multipliedBy(percent).dividedBy(100));
  }
}
