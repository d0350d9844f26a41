package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.queue.WorkQueue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date in any of the three forms
 * that a recipient must understand (RFC 9110, 5.6.7). Discord sends fractions of a second, too.
 */
final class RetryAfter {
  /** Nobody makes us wait longer. */
  static final Duration MOST = WorkQueue.MAX_HIDE;

  private static final int BASE_YEAR = 2000;
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,18})(\\.\\d{1,9})?");
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, BASE_YEAR)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.ENGLISH)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  /** How long to wait, from 0 to {@link #MOST}; empty where the value is neither form. */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (SECONDS.matcher(text).matches()) {
      long seconds = new BigDecimal(text).setScale(0, RoundingMode.CEILING).longValueExact();
      return Optional.of(bounded(Duration.ofSeconds(seconds)));
    }
    return DATES.stream()
        .flatMap(date -> instant(date, text).stream())
        .findFirst()
        .map(at -> bounded(Duration.between(now, at)));
  }

  private static Optional<Instant> instant(DateTimeFormatter date, String text) {
    try {
      return Optional.of(date.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MOST) > 0 ? MOST : wait;
  }
}
