package dev.shutterhook.submit.tick;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.RunStore;
import java.time.Instant;

/**
 * Deletes the oldest runs of monitors that keep theirs for less long than the stack keeps anything;
 * for all others the table and the bucket do. Safe for threads.
 */
final class Pruning {
  /** A tick adds one run, or two; more than so many go with it, until none is left. */
  static final int MOST = 5;

  private final RunStore runs;
  private final RunRemoval removal;
  private final Looks looks;
  private final EventLog log;

  Pruning(RunStore runs, RunRemoval removal, Looks looks, EventLog log) {
    this.runs = runs;
    this.removal = removal;
    this.looks = looks;
    this.log = log;
  }

  /** Whether this is about that monitor at all. */
  boolean concerns(Monitor monitor) {
    return looks.kept(monitor).compareTo(looks.retention()) < 0;
  }

  /** Where it fails, the next tick of the monitor does it. */
  void prune(Monitor monitor, Instant now) {
    try {
      Instant oldest = now.minus(looks.kept(monitor));
      runs.find(runs.before(monitor.id(), oldest, MOST)).forEach(this::remove);
    } catch (RuntimeException e) {
      log.problem("monitor.not_pruned").with("monitor", monitor.id()).because(e).write();
    }
  }

  private void remove(MonitorRun run) {
    if (removal.remove(run)) {
      log.event("run.deleted").with("run", run.id()).with("monitor", run.monitor()).write();
    }
  }
}
