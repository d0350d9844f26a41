package dev.shutterhook.core.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of durations as parameters spell them: {@code 0s,30s,2m,10m,1h} or {@code 500ms}.
 *
 * @param list 1 to {@value #MAX_COUNT} durations, none negative
 */
public record Waits(List<Duration> list) {
  /** So many waits fit a list. */
  public static final int MAX_COUNT = 32;

  private static final Pattern ONE = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  public Waits {
    list = List.copyOf(list);
    if (list.isEmpty() || list.size() > MAX_COUNT) {
      throw new IllegalArgumentException("must have 1 to " + MAX_COUNT + " durations");
    }
  }

  /**
   * Reads a comma-separated list.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Waits parse(String text) {
    return new Waits(Arrays.stream(text.split(",", -1)).map(Waits::duration).toList());
  }

  /**
   * Reads one duration.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Duration duration(String text) {
    Matcher one = ONE.matcher(text.strip());
    Duration unit = one.matches() ? UNITS.get(one.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("must be durations like 500ms, 30s, 2m or 1h");
    }
    return unit.multipliedBy(Long.parseLong(one.group(1)));
  }
}
