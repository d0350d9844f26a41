package dev.shutterhook.submit.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every so often, in real time: a day is 24 hours, whatever a clock on the wall does.
 *
 * @param start the first occurrence
 * @param period a minute or more
 */
record Rate(Instant start, Duration period) implements Schedule {
  private static final Duration LEAST = Duration.ofMinutes(1);

  private static final Pattern RATE =
      Pattern.compile("rate\\(([1-9]\\d{0,5}) (minute|hour|day)(s?)\\)");
  private static final Pattern SECONDS = Pattern.compile("rate\\(\\d+ seconds?\\)");

  Rate {
    if (period.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(Cron.TOO_OFTEN);
    }
  }

  /** Reads {@code rate(1 minute)}, {@code rate(5 minutes)}: one is singular, as AWS insists. */
  static Rate parse(String expression, Instant start) {
    Matcher rate = RATE.matcher(expression);
    if (SECONDS.matcher(expression).matches()) {
      throw new IllegalArgumentException(Cron.TOO_OFTEN);
    }
    if (!rate.matches() || rate.group(1).equals("1") != rate.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          "must be such as rate(1 minute), rate(5 minutes), rate(2 hours), rate(7 days)");
    }
    long count = Long.parseLong(rate.group(1));
    Duration period =
        switch (rate.group(2)) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return new Rate(start, period);
  }

  @Override
  public Optional<Instant> after(Instant time) {
    if (time.isBefore(start)) {
      return Optional.of(start);
    }
    long over = Duration.between(start, time).dividedBy(period);
    return Optional.of(start.plus(period.multipliedBy(over + 1)));
  }
}
