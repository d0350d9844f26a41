package dev.shutterhook.submit.patience;

import java.time.Duration;

/**
 * Looks again and again at something that somebody waits for, each time after a longer pause. For
 * one wait of one thread.
 */
public final class Patience {
  /** The first pause between two looks. */
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** No pause is longer, so that the answer comes at most so late. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Each pause is longer by this part of it: most captures end within seconds, few in a minute. */
  static final int GROWTH_PART = 4;

  /** 25 s with such pauses are 33 looks. */
  public static final int MOST_LOOKS = 40;

  private final long end;
  private long pause = FIRST_PAUSE.toNanos();
  private int looks = 1;

  private Patience(long end) {
    this.end = end;
  }

  /** Patience that ends after so long; none where that is zero or less. */
  public static Patience of(Duration wait) {
    return new Patience(System.nanoTime() + wait.toNanos());
  }

  /** Pauses, and says whether it is worth another look. */
  public boolean another() {
    long left = end - System.nanoTime();
    if (looks >= MOST_LOOKS || left <= 0 || !paused(Math.min(pause, left))) {
      return false;
    }
    looks++;
    pause = Math.min(pause + pause / GROWTH_PART, LONGEST_PAUSE.toNanos());
    return true;
  }

  private static boolean paused(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
