package dev.shutterhook.submit.tick;

import dev.shutterhook.core.id.Id;
import java.time.Duration;

/**
 * Spreads what is due at once over the minute, each monitor at its own place, so that renderers and
 * pages see no flood. Where little is due nothing waits.
 *
 * @param window over which it is spread, a minute at most
 */
record Spread(Duration window) {
  /** So many renders may begin in a second: what ten environments with four tabs can do. */
  static final int PER_SECOND = 10;

  static final Duration LONGEST = Duration.ofSeconds(60);

  /** For so many that are due. */
  static Spread of(int due) {
    Duration needed = Duration.ofSeconds(due / PER_SECOND);
    return new Spread(needed.compareTo(LONGEST) > 0 ? LONGEST : needed);
  }

  /** How long a monitor waits: the same part of the window each time. Whole seconds. */
  Duration delay(Id monitor) {
    // The last letters of ids are random.
    long place = monitor.ulid().getLeastSignificantBits() >>> 1;
    return Duration.ofSeconds(window.isZero() ? 0 : Math.floorMod(place, window.toSeconds()));
  }
}
