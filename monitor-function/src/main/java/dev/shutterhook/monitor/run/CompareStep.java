package dev.shutterhook.monitor.run;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.queue.Batch.Handled;
import dev.shutterhook.core.queue.Body;
import dev.shutterhook.core.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends runs whose captures have ended. What comes twice changes nothing. Safe for threads. */
public final class CompareStep {
  /** Another run of the same monitor is written in milliseconds. */
  static final int MAX_TRIES = 5;

  private final RunStore runs;
  private final MonitorStore monitors;
  private final CaptureStore captures;
  private final Judge judge;
  private final RunBook book;
  private final WorkQueue deadLetters;
  private final InstantSource clock;
  private final EventLog log;

  public CompareStep(
      RunStore runs,
      MonitorStore monitors,
      CaptureStore captures,
      Judge judge,
      RunBook book,
      WorkQueue deadLetters,
      InstantSource clock,
      EventLog log) {
    this.runs = runs;
    this.monitors = monitors;
    this.captures = captures;
    this.judge = judge;
    this.book = book;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.log = log;
  }

  /** Handles one message of the compare queue. */
  public Handled handle(SQSMessage message) {
    Optional<CompareOrder> order =
        new Body(message.getBody()).as(CompareOrder.class, CompareOrder.SCHEMA);
    if (order.isEmpty()) {
      deadLetters.bury(message.getBody(), "not_ours");
      log.problem("message.buried").with("message", message.getMessageId()).write();
      return Handled.DONE;
    }
    for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
      if (tried(order.get())) {
        return Handled.DONE;
      }
    }
    throw new IllegalStateException("others write about its monitor all the time");
  }

  /** False where somebody else wrote about the monitor meanwhile, so that it must be done again. */
  private boolean tried(CompareOrder order) {
    Instant began = clock.instant();
    Optional<MonitorRun> run = runs.find(order.run()).filter(found -> awaits(found, order));
    Optional<Monitor> monitor =
        run.flatMap(found -> monitors.find(found.monitor()))
            .filter(found -> found.state() != MonitorState.DELETING);
    return run.isEmpty() || monitor.isEmpty() || concluded(monitor.get(), run.get(), order, began);
  }

  /** Whether it is this capture that the run waits for. */
  private static boolean awaits(MonitorRun run, CompareOrder order) {
    return switch (run.state()) {
      case PENDING -> order.capture().equals(run.capture());
      case CONFIRMING -> order.capture().equals(run.confirmation());
      case BASELINE, UNCHANGED, CHANGED, FAILED -> false;
    };
  }

  private boolean concluded(Monitor monitor, MonitorRun run, CompareOrder order, Instant began) {
    return switch (Sight.of(run.id(), captures.find(order.capture()), order.failure())) {
      // Its end brings another order.
      case Sight.Waiting() -> true;
      case Sight.Blind(var why) -> written(monitor, run, new Finding.Failed(why), null, began);
      case Sight.Seen(Snapshot seen) ->
          written(monitor, run, judge.judge(monitor, run, seen), seen, began);
    };
  }

  private boolean written(
      Monitor monitor, MonitorRun run, Finding finding, @Nullable Snapshot seen, Instant began) {
    Instant now = clock.instant();
    Conclusion conclusion =
        new Reckoning(monitor, run, snapshot -> book.album().keep(monitor.id(), snapshot), now)
            .of(finding, seen);
    boolean written = book.write(monitor, run, conclusion, now);
    if (written) {
      tell(monitor, conclusion, Duration.between(began, now));
    }
    return written;
  }

  private void tell(Monitor monitor, Conclusion conclusion, Duration took) {
    MonitorRun run = conclusion.run();
    log.event("run.compared")
        .with("run", run.id())
        .with("monitor", monitor.id())
        .with("state", run.state().code())
        .with("code", run.failure() == null ? null : run.failure().code())
        .with("pixels", run.diff() == null ? null : run.diff().pixels())
        .with("events", conclusion.events().size())
        .with("duration", took)
        .write();
  }
}
