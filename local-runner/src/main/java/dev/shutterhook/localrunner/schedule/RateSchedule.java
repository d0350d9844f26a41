package dev.shutterhook.localrunner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every so often, counted from a start. */
record RateSchedule(Instant start, Duration period) implements Schedule {

  private static final Pattern RATE =
      Pattern.compile("rate\\(([1-9]\\d{0,5}) (minute|hour|day)(s?)\\)");

  RateSchedule {
    if (!period.isPositive()) {
      throw new IllegalArgumentException("period " + period + " must be positive");
    }
  }

  /** Reads {@code rate(1 minute)}, {@code rate(5 minutes)}: one is singular, as AWS insists. */
  static RateSchedule parse(String expression, Instant start) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches() || rate.group(1).equals("1") != rate.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          expression + " is no rate: write rate(1 minute), rate(5 minutes), hours or days");
    }
    long count = Long.parseLong(rate.group(1));
    Duration period =
        switch (rate.group(2)) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return new RateSchedule(start, period);
  }

  @Override
  public Optional<Instant> after(Instant time) {
    return Optional.of(start.plus(period.multipliedBy(periods(time) + 1)));
  }

  @Override
  public Optional<Instant> latest(Instant time) {
    long periods = periods(time);
    return periods == 0 ? Optional.empty() : Optional.of(start.plus(period.multipliedBy(periods)));
  }

  /** Whole periods from the start to a time; none before the start. */
  private long periods(Instant time) {
    return time.isBefore(start) ? 0 : Duration.between(start, time).dividedBy(period);
  }
}
