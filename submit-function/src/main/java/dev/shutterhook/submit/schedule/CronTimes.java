package dev.shutterhook.submit.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times of a wall clock in a zone. What the clock skips does not happen, what it repeats
 * happens once, the first time: as EventBridge Scheduler has it ("Daylight savings time" in its
 * user guide). Only what happens in every hour goes on through an hour that is repeated, so that
 * nobody waits for two: cronie does so.
 *
 * @param cron of the wall clock
 * @param zone where it hangs
 */
record CronTimes(Cron cron, ZoneId zone) implements Schedule {
  /** A zone changes its clocks twice a year, and cron knows 174 more years. */
  private static final int MOST_CHANGES = 400;

  static CronTimes aws(String fields, ZoneId zone) {
    return new CronTimes(Cron.aws(fields), zone);
  }

  static CronTimes unix(String fields, ZoneId zone) {
    return new CronTimes(Cron.unix(fields), zone);
  }

  @Override
  public Optional<Instant> after(Instant time) {
    ZoneRules rules = zone.getRules();
    Instant from = time;
    ZoneOffset offset = rules.getOffset(from);
    LocalDateTime clock = LocalDateTime.ofInstant(from, offset);
    for (int i = 0; i < MOST_CHANGES; i++) {
      @Nullable ZoneOffsetTransition change = rules.nextTransition(from);
      Optional<LocalDateTime> next = once(clock, offset, rules);
      if (next.isEmpty() || change == null || next.get().isBefore(change.getDateTimeBefore())) {
        ZoneOffset here = offset;
        return next.map(at -> at.toInstant(here));
      }
      from = change.getInstant();
      offset = change.getOffsetAfter();
      clock = change.getDateTimeAfter().minusNanos(1);
    }
    return Optional.empty();
  }

  /** The next time that the clock shows there and, where it must, has not shown before. */
  private Optional<LocalDateTime> once(LocalDateTime clock, ZoneOffset offset, ZoneRules rules) {
    Optional<LocalDateTime> next = cron.after(clock);
    if (next.isEmpty() || cron.eachHour()) {
      return next;
    }
    List<ZoneOffset> valid = rules.getValidOffsets(next.get());
    boolean again = valid.size() > 1 && !valid.getFirst().equals(offset);
    return again
        ? cron.after(rules.getTransition(next.get()).getDateTimeBefore().minusNanos(1))
        : next;
  }
}
