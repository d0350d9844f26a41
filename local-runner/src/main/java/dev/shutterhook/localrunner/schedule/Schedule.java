package dev.shutterhook.localrunner.schedule;

import java.time.Instant;
import java.util.Optional;

/** When a schedule occurs. Times are UTC, as EventBridge's rules are. */
sealed interface Schedule permits RateSchedule, CronSchedule {

  /**
   * Reads {@code rate(…)} or {@code cron(…)} as EventBridge spells them.
   *
   * @param start from when a rate counts: its first occurrence is one period later
   * @throws IllegalArgumentException where it is neither
   */
  static Schedule parse(String expression, Instant start) {
    if (expression.startsWith("rate(") && expression.endsWith(")")) {
      return RateSchedule.parse(expression, start);
    }
    if (expression.startsWith("cron(") && expression.endsWith(")")) {
      return CronSchedule.parse(expression);
    }
    throw new IllegalArgumentException(
        expression + " is no schedule: write rate(5 minutes) or cron(0 12 * * ? *)");
  }

  /** The first occurrence later than a time, or none where the years of a cron are over. */
  Optional<Instant> after(Instant time);

  /** The last occurrence that is not later than a time, or none where it has not begun. */
  Optional<Instant> latest(Instant time);
}
