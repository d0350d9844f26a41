package dev.shutterhook.core.settle;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.queue.WorkQueue;
import software.amazon.awssdk.core.exception.SdkException;

/** Hands captures of monitors that have ended on to be compared. Safe for threads. */
final class RunEndings {
  private final WorkQueue compareQueue;
  private final EventLog log;

  RunEndings(WorkQueue compareQueue, EventLog log) {
    this.compareQueue = compareQueue;
    this.log = log;
  }

  /** Where it cannot be sent now, ReconcileFunction finds the run. */
  void left(Capture ended) {
    Id run = ended.origin().run();
    if (run == null) {
      return;
    }
    try {
      compareQueue.send(new CompareOrder(CompareOrder.SCHEMA, run, ended.id()), ended.account());
    } catch (SdkException e) {
      log.problem("run.compare_delayed").with("run", run).because(e).write();
    }
  }
}
