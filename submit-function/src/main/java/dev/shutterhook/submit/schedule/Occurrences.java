package dev.shutterhook.submit.schedule;

import dev.shutterhook.core.monitor.MonitorSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a monitor looks at its page, on whole minutes of UTC.
 *
 * @param schedule whose rate begins at the start
 * @param start the earliest occurrence
 * @param end none is then or later; null for never
 */
public record Occurrences(Schedule schedule, Instant start, @Nullable Instant end) {
  /**
   * Those of a monitor. They begin when it is made, or when it shall start.
   *
   * @throws IllegalArgumentException where its schedule is none: see {@link Schedule#parse}
   */
  public static Occurrences of(MonitorSettings settings, Instant createdAt) {
    Instant starts = settings.startsAt();
    Instant start = wholeMinute(starts == null || starts.isBefore(createdAt) ? createdAt : starts);
    return new Occurrences(
        Schedule.parse(settings.schedule(), settings.timezone(), start), start, settings.endsAt());
  }

  /** The first one at that time or later. */
  public Optional<Instant> from(Instant time) {
    return after(time.minusNanos(1));
  }

  /** The first one later than that time. */
  public Optional<Instant> after(Instant time) {
    Instant earliest = start.minusNanos(1);
    return schedule
        .after(time.isBefore(earliest) ? earliest : time)
        .filter(next -> end == null || next.isBefore(end));
  }

  /** Whether it is over for good. */
  public boolean endedBy(Instant time) {
    return end != null && !time.isBefore(end);
  }

  private static Instant wholeMinute(Instant time) {
    Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(time) ? time : minute.plus(1, ChronoUnit.MINUTES);
  }
}
