package dev.shutterhook.deliver.settle;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.account.MonthlyCost;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.cost.SharedTime;
import dev.shutterhook.core.cost.Spending;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch.Handled;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.render.RenderReport.RenderFailed;
import dev.shutterhook.core.render.RenderReport.RenderOutcome;
import dev.shutterhook.core.render.RenderReport.Started;
import dev.shutterhook.core.settle.Endings;
import dev.shutterhook.core.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Ends captures by what is reported of them. Safe for threads. */
public final class Settlement {
  private final CaptureStore captures;
  private final Endings endings;
  private final MonthlyCost costs;
  private final WorkQueue deadLetters;
  private final InstantSource clock;
  private final EventLog log;

  public Settlement(
      CaptureStore captures,
      Endings endings,
      MonthlyCost costs,
      WorkQueue deadLetters,
      InstantSource clock,
      EventLog log) {
    this.captures = captures;
    this.endings = endings;
    this.costs = costs;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Handles one message of the outcome queue, or of the orders that crashed.
   *
   * @param time of the invocation, of which it has a share
   */
  public Handled handle(SQSMessage message, SharedTime time) {
    return switch (Inbound.read(message.getBody())) {
      case Inbound.Report(Started started) -> begin(started);
      case Inbound.Report(RenderOutcome outcome) -> settle(outcome, message, time);
      case Inbound.Crashed(Id capture, String token) ->
          settle(crash(capture, token), message, time);
      case Inbound.Foreign() -> bury(message, "not_ours");
    };
  }

  private Handled begin(Started started) {
    Instant now = clock.instant();
    Instant at = started.startedAt().isAfter(now) ? now : started.startedAt();
    captures.started(started.capture(), started.token(), at);
    return Handled.DONE;
  }

  private RenderOutcome crash(Id capture, String token) {
    Instant now = clock.instant();
    Failure failure = Failure.of(FailureCode.RENDER_CRASHED);
    return new RenderFailed(RenderReport.SCHEMA, capture, token, now, now, failure, null);
  }

  private Handled settle(RenderOutcome outcome, SQSMessage message, SharedTime time) {
    Optional<Capture> found = captures.find(outcome.capture());
    if (found.isEmpty()) {
      // Its client deleted it; a renderer that had its order by then knows nothing of that.
      log.event("report.too_late").with("capture", outcome.capture()).write();
      return Handled.DONE;
    }
    if (!same(found.get().token(), outcome.token())) {
      return bury(message, "unknown_order");
    }
    if (found.get().status().terminal()) {
      endings.again(found.get());
    } else {
      end(
          Ending.of(found.get(), outcome, clock.instant()),
          new Spending(outcome.billed(), time.share(), 0));
    }
    return Handled.DONE;
  }

  private void end(Capture ended, Spending spent) {
    if (endings.end(ended, spent)) {
      tell(ended);
      add(ended);
    } else {
      requireSettled(ended.id());
    }
  }

  /** To the month's sum. A receipt that is lost here is only missing there. */
  private void add(Capture ended) {
    try {
      captures
          .receipt(ended.id())
          .ifPresent(receipt -> costs.add(ended.account(), receipt, clock.instant()));
    } catch (SdkException e) {
      log.problem("cost.not_added").with("capture", ended.id()).because(e).write();
    }
  }

  /**
   * Somebody else was quicker, or it was deleted; else the message must come again. Where it was us
   * and the answer got lost, nobody has done what follows.
   */
  private void requireSettled(Id id) {
    Optional<Capture> now = captures.find(id);
    if (now.isPresent() && !now.get().status().terminal()) {
      throw new IllegalStateException("refused, and still not settled: " + id);
    }
    now.ifPresent(endings::again);
  }

  private void tell(Capture ended) {
    Instant completedAt = Objects.requireNonNull(ended.completedAt(), "it has ended");
    Duration total = Duration.between(ended.createdAt(), completedAt);
    EventLog.Line line =
        log.event("capture.settled")
            .with("capture", ended.id())
            .with("trace", Trace.idOf(ended.trace()))
            .with("status", ended.status().code())
            .with("code", ended.failure() == null ? null : ended.failure().code().code())
            .with("total", total);
    CaptureFigures.measure(line, ended, total).write();
  }

  private Handled bury(SQSMessage message, String reason) {
    deadLetters.bury(message.getBody(), reason);
    log.problem("message.buried")
        .with("message", message.getMessageId())
        .with("reason", reason)
        .write();
    return Handled.DONE;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
