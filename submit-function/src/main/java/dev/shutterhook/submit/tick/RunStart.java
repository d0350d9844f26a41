package dev.shutterhook.submit.tick;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.Visit;
import dev.shutterhook.submit.http.Answer.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Starts a run because somebody wants one now. Its order waits for nothing. Safe for threads. */
public final class RunStart {
  private final Intake intake;
  private final RunStore runs;
  private final Looks looks;
  private final InstantSource clock;

  /**
   * Starts in those stores.
   *
   * @param key opens as whom pages are visited
   * @param retention until captures are deleted
   */
  public RunStart(
      Intake intake, RunStore runs, SealingKey key, Duration retention, InstantSource clock) {
    this.intake = intake;
    this.runs = runs;
    this.looks = new Looks(key, retention);
    this.clock = clock;
  }

  /** What starting a run comes to. */
  public sealed interface Started {}

  /** Its capture is on its way. */
  public record Begun(MonitorRun run) implements Started {}

  /** No capture may be made, and there is no run. */
  public record Refused(Problem problem) implements Started {}

  /**
   * Starts a run; a monitor has one of each millisecond. Where it throws, the run may be there, and
   * its capture too.
   *
   * @param caller who wants it: it is counted for that key
   * @param scheduledAt what it counts as, mostly now
   */
  public Started start(Monitor monitor, Caller caller, Instant scheduledAt) {
    Instant now = clock.instant();
    MonitorRun run =
        MonitorRun.begun(
            monitor.id(),
            monitor.account(),
            scheduledAt.truncatedTo(ChronoUnit.MILLIS),
            now.plus(looks.kept(monitor)));
    Visit visit = new Visit.OfRuns(caller, looks.kept(monitor), Map.of(run.capture(), run.id()));
    List<Intake.Wanted> wanted = List.of(looks.wanted(monitor, run.capture(), Duration.ZERO));
    return switch (intake.take(visit, wanted, () -> runs.create(List.of(run), now))) {
      case Intake.Refused(var problem) -> new Refused(problem);
      case Intake.Accepted(var _) -> new Begun(run);
    };
  }
}
