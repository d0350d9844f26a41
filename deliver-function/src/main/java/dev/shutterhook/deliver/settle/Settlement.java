package dev.shutterhook.deliver.settle;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.DeliveryCounts;
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
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Ends captures, each once: the end and the webhook that tells of it are one transaction. Safe for
 * threads.
 */
public final class Settlement {
  private final DynamoDbClient dynamoDb;
  private final CaptureStore captures;
  private final DeliveryStore deliveries;
  private final DeliveryDraft draft;
  private final WorkQueue deliverQueue;
  private final WorkQueue deadLetters;
  private final InstantSource clock;
  private final EventLog log;

  public Settlement(
      DynamoDbClient dynamoDb,
      CaptureStore captures,
      DeliveryStore deliveries,
      DeliveryDraft draft,
      WorkQueue deliverQueue,
      WorkQueue deadLetters,
      InstantSource clock,
      EventLog log) {
    this.dynamoDb = dynamoDb;
    this.captures = captures;
    this.deliveries = deliveries;
    this.draft = draft;
    this.deliverQueue = deliverQueue;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.log = log;
  }

  /** Handles one message of the outcome queue, or of the orders that crashed. */
  public Handled handle(SQSMessage message) {
    return switch (Inbound.read(message.getBody())) {
      case Inbound.Report(Started started) -> begin(started);
      case Inbound.Report(RenderOutcome outcome) -> settle(outcome, message);
      case Inbound.Crashed(Id capture, String token) -> settle(crash(capture, token), message);
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
    return new RenderFailed(RenderReport.SCHEMA, capture, token, now, now, failure);
  }

  private Handled settle(RenderOutcome outcome, SQSMessage message) {
    Optional<Capture> found =
        captures.find(outcome.capture()).filter(capture -> same(capture.token(), outcome.token()));
    if (found.isEmpty()) {
      return bury(message, "unknown_capture");
    }
    if (!found.get().status().terminal()) {
      end(Ending.of(found.get(), outcome, clock.instant()));
    }
    return Handled.DONE;
  }

  private void end(Capture settled) {
    Instant now = clock.instant();
    Optional<Delivery> delivery =
        Ending.event(settled).map(type -> draft.write(settled, type, now, expiresAt(settled)));
    Optional<Delivery> pending = delivery.filter(d -> d.state() == DeliveryState.PENDING);
    Capture ended = delivery.equals(pending) ? settled : settled.with(DeliveryCounts.ONE_EXHAUSTED);
    Stream<TransactWriteItem> writes =
        Stream.concat(
            Stream.of(captures.settling(ended, delivery.map(Delivery::id).stream().toList())),
            delivery.map(deliveries::creating).stream());
    switch (Transaction.write(dynamoDb, writes.toList())) {
      case Transaction.Committed() -> {
        tell(ended);
        pending.ifPresent(this::ticket);
      }
      case Transaction.Refused(var _) -> requireSettled(ended.id());
    }
  }

  private Instant expiresAt(Capture capture) {
    return captures
        .expiresAt(capture.id())
        .orElseThrow(() -> new IllegalStateException("deleted while it was settled"));
  }

  /** Somebody else was quicker, or it was deleted; else the message must come again. */
  private void requireSettled(Id id) {
    if (captures.find(id).filter(capture -> !capture.status().terminal()).isPresent()) {
      throw new IllegalStateException("refused, and still not settled: " + id);
    }
  }

  /** Where this fails, the delivery's outbox mark brings it on its way. */
  private void ticket(Delivery delivery) {
    deliverQueue.send(delivery.outline().ticket());
    deliveries.ticketed(
        delivery.id(), Objects.requireNonNull(delivery.nextAttemptAt(), "it is pending"));
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
