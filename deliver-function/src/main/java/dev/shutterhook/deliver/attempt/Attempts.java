package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EndpointReport;
import dev.shutterhook.core.webhook.Exhaustion;
import dev.shutterhook.core.webhook.RetrySchedule;
import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.deliver.attempt.Exchange.Answered;
import dev.shutterhook.deliver.attempt.Exchange.Unanswered;
import dev.shutterhook.deliver.attempt.Outcome.Deferred;
import dev.shutterhook.deliver.attempt.Outcome.Delivered;
import dev.shutterhook.deliver.attempt.Outcome.Refused;
import dev.shutterhook.deliver.pace.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts and notes them. A fault of our own is an exception and leaves no trace: it costs
 * the receiver no attempt. Safe for threads.
 */
public final class Attempts {
  private final SigningSecrets secrets;
  private final WebhookSender sender;
  private final DeliveryStore deliveries;
  private final EndpointGate gate;
  private final Pace pace;
  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final EventLog log;

  public Attempts(
      SigningSecrets secrets,
      WebhookSender sender,
      DeliveryStore deliveries,
      EndpointGate gate,
      Pace pace,
      RetrySchedule schedule,
      InstantSource clock,
      EventLog log) {
    this.secrets = secrets;
    this.sender = sender;
    this.deliveries = deliveries;
    this.gate = gate;
    this.pace = pace;
    this.schedule = schedule;
    this.clock = clock;
    this.log = log;
  }

  /** What came of making an attempt. */
  sealed interface Made {}

  /** It counts, and the delivery is now so far. */
  record Noted(DeliveryProgress after) implements Made {}

  /** Somebody else has noted an attempt of its number. */
  record Repeated() implements Made {}

  /**
   * Makes the next attempt.
   *
   * @param body the bytes that are sent
   */
  Made make(Delivery delivery, byte[] body) throws InterruptedException {
    List<SigningKey> signing = secrets.of(delivery.account());
    Instant at = clock.instant();
    long began = System.nanoTime();
    Exchange exchange = pace.timed(delivery.host(), () -> sender.send(delivery, body, signing, at));
    Duration duration = Duration.ofNanos(System.nanoTime() - began);
    Outcome outcome = Outcome.of(exchange, at.plus(duration));
    int number = delivery.attempts() + 1;
    Optional<Duration> wait = wait(outcome, number + 1).filter(_ -> !delivery.sample());
    Instant next = wait.map(at.plus(duration)::plus).orElse(null);
    Attempt attempt = attempt(delivery.generation(), number, at, duration, exchange, next);
    DeliveryProgress after = after(delivery.progress(), outcome, attempt);
    boolean noted = deliveries.note(delivery, attempt, after);
    tell(delivery, attempt, wait, noted ? Optional.of(after.state()) : Optional.empty());
    gate.note(
        delivery,
        outcome,
        new EndpointReport(attempt.endedAt(), attempt.status(), attempt.error()));
    return noted ? new Noted(after) : new Repeated();
  }

  /** How long until the next attempt; empty where there is none. */
  private Optional<Duration> wait(Outcome outcome, int number) {
    return switch (outcome) {
      case Delivered() -> Optional.empty();
      case Refused(var _) -> Optional.empty();
      case Deferred(var _, Optional<Duration> retryAfter) ->
          schedule
              .waitBefore(number)
              .map(wait -> retryAfter.filter(asked -> asked.compareTo(wait) > 0).orElse(wait));
    };
  }

  private static DeliveryProgress after(DeliveryProgress before, Outcome outcome, Attempt attempt) {
    return switch (outcome) {
      case Delivered() -> before.delivered(attempt);
      case Refused(var _) -> before.exhausted(attempt, Exhaustion.GONE);
      case Deferred(var _, var _) when attempt.nextAttemptAt() == null ->
          before.exhausted(attempt, Exhaustion.SCHEDULE_SPENT);
      case Deferred(var _, var _) -> before.deferred(attempt);
    };
  }

  private static Attempt attempt(
      int generation,
      int number,
      Instant at,
      Duration duration,
      Exchange exchange,
      @Nullable Instant next) {
    return switch (exchange) {
      case Answered(int status, var _, String beginning) ->
          new Attempt(generation, number, at, duration, status, null, beginning, next);
      case Unanswered(var fault) ->
          new Attempt(generation, number, at, duration, null, fault.code(), "", next);
    };
  }

  private void tell(
      Delivery delivery, Attempt attempt, Optional<Duration> wait, Optional<DeliveryState> noted) {
    EventLog.Line line =
        log.event("delivery.attempted")
            .with("delivery", delivery.id())
            .with("capture", delivery.capture())
            .with("trace", Trace.idOf(delivery.trace()))
            .with("generation", attempt.generation())
            .with("attempt", attempt.number())
            .with("status", attempt.status())
            .with("error", attempt.error())
            .with("duration", attempt.duration())
            .with("next_delay", wait.orElse(null))
            .with("noted", noted.isPresent());
    noted.ifPresent(after -> DeliveryFigures.measure(line, delivery, attempt, after));
    line.write();
  }
}
