package dev.shutterhook.monitor.run;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Baseline;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorSettings;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.Notify;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.webhook.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Draws conclusions: of a monitor, one of its runs and what that came to. Pure but for the files
 * that it keeps.
 */
final class Reckoning {
  private static final String LATE = "It ended after a later run, and was not told.";

  private final Monitor monitor;
  private final MonitorRun run;
  private final UnaryOperator<Snapshot> keeping;
  private final Instant now;

  /**
   * What follows for that run.
   *
   * @param keeping puts the files of a snapshot where nothing deletes them
   */
  Reckoning(Monitor monitor, MonitorRun run, UnaryOperator<Snapshot> keeping, Instant now) {
    this.monitor = monitor;
    this.run = run;
    this.keeping = keeping;
    this.now = now;
  }

  /**
   * The conclusion.
   *
   * @param seen what the page looks like; null where there was nothing to look at
   */
  Conclusion of(Finding finding, @Nullable Snapshot seen) {
    if (seen == null || finding instanceof Finding.Failed) {
      RunFailure why =
          finding instanceof Finding.Failed(RunFailure reason)
              ? reason
              : new RunFailure(RunFailure.GONE, "There is nothing to look at.");
      return failed(why);
    }
    return switch (finding) {
      case Finding.First() -> ended(RunState.BASELINE, seen, null, false, first(seen));
      case Finding.Learned(List<Box> noise) -> learned(seen, noise);
      case Finding.Unchanged(Diff diff) -> ended(RunState.UNCHANGED, seen, diff, false, next(seen));
      case Finding.Suspected(Diff diff) -> suspected(seen, diff);
      case Finding.Changed(Diff diff, boolean known) ->
          ended(RunState.CHANGED, seen, diff, !known, next(seen));
      case Finding.Failed(RunFailure why) -> failed(why);
    };
  }

  /** What was captured by earlier settings is nothing to compare with. */
  private @Nullable Snapshot first(Snapshot seen) {
    return run.scheduledAt().isBefore(monitor.updatedAt()) ? null : keeping.apply(seen);
  }

  /** A run that ended behind a later one changes nothing that the monitor knows. */
  private boolean late() {
    Instant last = monitor.progress().lastRunAt();
    return last != null && last.isAfter(run.scheduledAt());
  }

  /** What the next run is compared with. */
  private @Nullable Snapshot next(Snapshot seen) {
    Snapshot reference = monitor.progress().reference();
    boolean moves =
        monitor.settings().compare().baseline() == Baseline.PREVIOUS
            && !late()
            && (reference == null || !reference.sha256().equals(seen.sha256()));
    return moves ? keeping.apply(seen) : reference;
  }

  private Conclusion suspected(Snapshot seen, Diff diff) {
    Progress known = monitor.progress();
    Progress after =
        with(known.reference(), known.noise(), known.learned(), run.id(), known.told());
    return new Conclusion(run.confirming(seen, diff), after, List.of(), true, false, List.of());
  }

  private Conclusion learned(Snapshot seen, List<Box> noise) {
    Progress known = monitor.progress();
    int learned = known.learned() + 1;
    Progress after =
        succeeded(with(known.reference(), noise, learned, null, known.told()), RunState.BASELINE);
    MonitorRun end = run.ended(RunState.BASELINE, seen, null, warnings(seen), false, now);
    boolean more = learned < monitor.settings().compare().learnNoise();
    return new Conclusion(end, after, recovered(), more, false, List.of());
  }

  private Conclusion ended(
      RunState state,
      Snapshot seen,
      @Nullable Diff diff,
      boolean fresh,
      @Nullable Snapshot reference) {
    Progress known = monitor.progress();
    boolean late = late();
    boolean changed = fresh && !late;
    List<EventType> events = new ArrayList<>(recovered());
    if (changed && told(Notify.CHANGED)) {
      events.add(EventType.MONITOR_CHANGED);
    } else if (state != RunState.CHANGED && told(Notify.EVERY)) {
      events.add(EventType.MONITOR_UNCHANGED);
    }
    Snapshot told = changed && approving() ? keeping.apply(seen) : known.told();
    List<String> warnings = new ArrayList<>(warnings(seen));
    if (late) {
      warnings.add(LATE);
    }
    MonitorRun end = run.ended(state, seen, diff, warnings, !events.isEmpty(), now);
    Progress progress =
        late
            ? with(known.reference(), known.noise(), known.learned(), null, known.told())
            : succeeded(with(reference, known.noise(), known.learned(), null, told), state);
    boolean learning =
        state == RunState.BASELINE && monitor.settings().compare().learnNoise() > known.learned();
    return new Conclusion(end, progress, events, learning, false, dropped(progress));
  }

  private Conclusion failed(RunFailure why) {
    Progress known = monitor.progress();
    MonitorSettings settings = monitor.settings();
    int failures = known.failures() + 1;
    boolean tells = failures >= settings.failAfter() && !known.failing() && anything();
    boolean pauses =
        failures >= settings.pauseAfter() && monitor.state() == MonitorState.ACTIVE && !late();
    List<EventType> events = new ArrayList<>();
    if (tells) {
      events.add(EventType.MONITOR_FAILED);
    }
    if (pauses && anything()) {
      events.add(EventType.MONITOR_PAUSED);
    }
    Progress after =
        new Progress(
            known.version() + 1,
            known.reference(),
            known.accepted(),
            known.noise(),
            known.learned(),
            confirmingOther(),
            known.told(),
            failures,
            known.failing() || tells,
            last(),
            late() ? known.lastState() : RunState.FAILED,
            lastAt());
    return new Conclusion(
        run.failed(why, !events.isEmpty(), now), after, events, false, pauses, List.of());
  }

  private List<EventType> recovered() {
    return monitor.progress().failing() && anything()
        ? List.of(EventType.MONITOR_RECOVERED)
        : List.of();
  }

  private boolean approving() {
    return monitor.settings().compare().baseline() == Baseline.APPROVED;
  }

  private boolean anything() {
    return monitor.settings().notifyOf() != Notify.NONE;
  }

  private boolean told(Notify least) {
    Notify wanted = monitor.settings().notifyOf();
    return wanted == Notify.EVERY || wanted == least;
  }

  private static List<String> warnings(Snapshot seen) {
    return seen.masks().stream()
        .filter(masked -> masked.boxes().isEmpty())
        .map(masked -> "The mask " + masked.mask() + " matches nothing that can be seen.")
        .toList();
  }

  private Progress with(
      @Nullable Snapshot reference,
      List<Box> noise,
      int learned,
      @Nullable Id confirming,
      @Nullable Snapshot told) {
    Progress known = monitor.progress();
    return new Progress(
        known.version() + 1,
        reference,
        known.accepted(),
        noise,
        learned,
        confirming == null ? confirmingOther() : confirming,
        told,
        known.failures(),
        known.failing(),
        known.lastRun(),
        known.lastState(),
        known.lastRunAt());
  }

  private @Nullable Id confirmingOther() {
    Id confirming = monitor.progress().confirming();
    return run.id().equals(confirming) ? null : confirming;
  }

  private Progress succeeded(Progress progress, RunState state) {
    return new Progress(
        progress.version(),
        progress.reference(),
        progress.accepted(),
        progress.noise(),
        progress.learned(),
        progress.confirming(),
        progress.told(),
        0,
        false,
        last(),
        late() ? progress.lastState() : state,
        lastAt());
  }

  private @Nullable Id last() {
    return late() ? monitor.progress().lastRun() : run.id();
  }

  private @Nullable Instant lastAt() {
    return late() ? monitor.progress().lastRunAt() : run.scheduledAt();
  }

  /** What was kept and nothing is compared with any more. */
  private List<Snapshot> dropped(Progress after) {
    Progress before = monitor.progress();
    List<Snapshot> dropped = new ArrayList<>();
    for (Snapshot kept : new Snapshot[] {before.reference(), before.told()}) {
      if (kept != null && !after.keeps(kept.run())) {
        dropped.add(kept);
      }
    }
    return dropped;
  }
}
