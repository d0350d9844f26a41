package dev.shutterhook.submit.tick;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.submit.schedule.Occurrences;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done about monitors that are due. The same monitor gives the same run however
 * often it is asked, until it was moved on.
 *
 * @param looks how long runs are kept
 * @param confirming runs that are looked at once more, by their ids
 * @param taken second captures that were asked for before
 */
record Planner(Looks looks, Map<Id, MonitorRun> confirming, Set<Id> taken) {
  /**
   * An occurrence that is late by no more keeps a run of its own: ticks come a moment early or
   * late. What is later was missed, and one run is for all of it.
   */
  static final Duration LATE = Duration.ofSeconds(30);

  /** What a second look has pushed aside comes then. */
  private static final long NEXT_MINUTE = 1;

  /**
   * What is done about one.
   *
   * @param seen when it was due
   * @throws IllegalArgumentException where its schedule is none
   */
  Step step(Monitor monitor, Instant seen, Instant now) {
    Occurrences occurrences = Occurrences.of(monitor.settings(), monitor.createdAt());
    @Nullable MonitorRun again = again(monitor);
    if (again != null) {
      Step.Look second = new Step.Look(again, again.confirmation());
      boolean known = taken.contains(second.capture());
      return new Step(
          monitor, seen, afterSecond(occurrences, seen, now, known), known ? null : second);
    }
    if (occurrences.endedBy(seen)) {
      return new Step(monitor, seen, null, null);
    }
    MonitorRun run =
        MonitorRun.begun(monitor.id(), monitor.account(), seen, now.plus(looks.kept(monitor)));
    return new Step(
        monitor,
        seen,
        following(occurrences, seen, now).orElse(null),
        new Step.Look(run, run.capture()));
  }

  private @Nullable MonitorRun again(Monitor monitor) {
    Id run = monitor.progress().confirming();
    return run == null ? null : confirming.get(run);
  }

  private static Optional<Instant> following(Occurrences all, Instant seen, Instant now) {
    return all.after(seen)
        .flatMap(next -> next.isBefore(now.minus(LATE)) ? all.after(now) : Optional.of(next));
  }

  /**
   * An occurrence that had to stand back is made up for, unless the next one is as near.
   *
   * @param waiting whether the second look is under way: what is due meanwhile stands back
   */
  private static @Nullable Instant afterSecond(
      Occurrences all, Instant seen, Instant now, boolean waiting) {
    Instant next = following(all, seen, now).orElse(null);
    boolean standsBack = waiting || all.from(seen).equals(Optional.of(seen));
    Instant soon = now.truncatedTo(ChronoUnit.MINUTES).plus(NEXT_MINUTE, ChronoUnit.MINUTES);
    return !standsBack || (next != null && next.isBefore(soon)) ? next : soon;
  }
}
