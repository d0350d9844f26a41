package dev.shutterhook.submit.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** When something happens again and again; not more often than each minute. */
public sealed interface Schedule permits Rate, CronTimes {
  /** Characters of a spelling. */
  int MAX_LENGTH = 200;

  /** The nicknames of crontab(5), as five fields. */
  Map<String, String> NICKNAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");

  /**
   * Reads a schedule: {@code rate(5 minutes)} or {@code cron(0 12 * * ? *)} as EventBridge spells
   * them, the five fields of crontab(5), or one of {@link #NICKNAMES}.
   *
   * @param zone in which cron counts; a rate counts real time
   * @param start from which a rate counts
   * @throws IllegalArgumentException saying, for the client, what would be right
   */
  static Schedule parse(String spelling, ZoneId zone, Instant start) {
    String text = spelling.strip();
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must be at most " + MAX_LENGTH + " characters");
    }
    if (text.startsWith("rate(") && text.endsWith(")")) {
      return Rate.parse(text, start);
    }
    if (text.startsWith("cron(") && text.endsWith(")")) {
      return CronTimes.aws(text.substring("cron(".length(), text.length() - 1), zone);
    }
    if (text.startsWith("@") && !NICKNAMES.containsKey(text)) {
      throw new IllegalArgumentException("must be one of @hourly, @daily, @weekly, @monthly");
    }
    return CronTimes.unix(NICKNAMES.getOrDefault(text, text), zone);
  }

  /**
   * Reads a schedule that has something to come.
   *
   * @throws IllegalArgumentException also where it never happens from now on
   */
  static Schedule ofClient(String spelling, ZoneId zone, Instant now) {
    Schedule schedule = parse(spelling, zone, now);
    if (schedule.after(now).isEmpty()) {
      throw new IllegalArgumentException("must happen some day: there is no such day to come");
    }
    return schedule;
  }

  /** The first occurrence later than a time; none where the last is over. */
  Optional<Instant> after(Instant time);
}
