package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.queue.WorkQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has runs compared whose capture has ended, or is gone, without a word to whoever compares. */
final class RunRescue implements Rescue {
  private final RunStore runs;
  private final CaptureStore captures;
  private final WorkQueue compareQueue;

  RunRescue(RunStore runs, CaptureStore captures, WorkQueue compareQueue) {
    this.runs = runs;
    this.captures = captures;
    this.compareQueue = compareQueue;
  }

  @Override
  public String kind() {
    return "run";
  }

  @Override
  public List<Id> overdue(Instant now, int mostPerShard) {
    return runs.overdue(now, mostPerShard);
  }

  @Override
  public Rescued resume(Id id, Instant now) {
    Optional<MonitorRun> found = runs.find(id).filter(run -> !run.state().terminal());
    if (found.isEmpty()) {
      return Rescued.NOTHING;
    }
    MonitorRun run = found.get();
    Id capture = run.state() == RunState.CONFIRMING ? run.confirmation() : run.capture();
    boolean over = captures.find(capture).map(looked -> looked.status().terminal()).orElse(true);
    if (over) {
      compareQueue.send(new CompareOrder(CompareOrder.SCHEMA, id, capture), run.account());
    }
    // A capture that is under way has somebody of its own who looks after it.
    runs.remind(id, now.plus(RunStore.SILENCE));
    return over ? Rescued.RESUMED : Rescued.NOTHING;
  }

  @Override
  public void postpone(Id id, Instant until) {
    runs.remind(id, until);
  }
}
