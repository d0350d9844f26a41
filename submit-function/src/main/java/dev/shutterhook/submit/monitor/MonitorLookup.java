package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds monitors and their runs for the account that owns them; to others, and once they are being
 * deleted, they do not exist.
 */
final class MonitorLookup {
  private final MonitorStore monitors;
  private final RunStore runs;
  private final InstantSource clock;

  MonitorLookup(MonitorStore monitors, RunStore runs, InstantSource clock) {
    this.monitors = monitors;
    this.runs = runs;
    this.clock = clock;
  }

  /** A run and whose it is. */
  record Found(Monitor monitor, MonitorRun run) {}

  /** What is answered for an id that is malformed, unknown or somebody else's, all alike. */
  static Answer.Problem notFound() {
    return Answer.Problem.of(ProblemCode.NOT_FOUND, "There is no monitor with this id.");
  }

  /** The same for a run, or for its monitor. */
  static Answer.Problem noRun() {
    return Answer.Problem.of(ProblemCode.NOT_FOUND, "There is no such run of this monitor.");
  }

  Optional<Monitor> find(String account, String text) {
    return Id.parse(Id.Kind.MONITOR, text)
        .flatMap(monitors::find)
        .filter(monitor -> visible(monitor, account));
  }

  static boolean visible(Monitor monitor, String account) {
    return monitor.account().equals(account) && monitor.state() != MonitorState.DELETING;
  }

  /** By the ids of both, as a path has them: with a slash between them. */
  Optional<Found> findRun(String account, String path) {
    int slash = path.indexOf('/');
    return find(account, path.substring(0, slash))
        .flatMap(
            monitor -> run(monitor, path.substring(slash + 1)).map(run -> new Found(monitor, run)));
  }

  /** A monitor's run; the table deletes late, so that the time itself is compared. */
  Optional<MonitorRun> run(Monitor monitor, String text) {
    return Id.parse(Id.Kind.RUN, text)
        .flatMap(runs::find)
        .filter(run -> run.monitor().equals(monitor.id()))
        .filter(run -> clock.instant().isBefore(run.expiresAt()));
  }
}
