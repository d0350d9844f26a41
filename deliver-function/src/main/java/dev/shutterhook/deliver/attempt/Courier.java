package dev.shutterhook.deliver.attempt;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.Batch.Handled;
import dev.shutterhook.core.queue.Body;
import dev.shutterhook.core.replay.Replays;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.core.webhook.Exhaustion;
import dev.shutterhook.core.webhook.Passage;
import dev.shutterhook.core.webhook.RetrySchedule;
import dev.shutterhook.deliver.pace.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries tickets: attempts what is due, hides what is not, ends what has ended. The table decides
 * when an attempt is due and how many there were; the queue only brings tickets back. Safe for
 * threads.
 */
public final class Courier {
  /** So much longer with each receive a ticket waits for a host whose slots are all taken. */
  static final Duration CROWDED = Duration.ofSeconds(2);

  static final Duration MAX_CROWDED = Duration.ofMinutes(2);

  private final DeliveryStore deliveries;
  private final EndpointGate gate;
  private final Loader loader;
  private final Replays replays;
  private final RetrySchedule schedule;
  private final Pace pace;
  private final TicketQueues queues;
  private final InstantSource clock;
  private final EventLog log;

  public Courier(
      DeliveryStore deliveries,
      EndpointGate gate,
      Loader loader,
      Replays replays,
      RetrySchedule schedule,
      Pace pace,
      TicketQueues queues,
      InstantSource clock,
      EventLog log) {
    this.deliveries = deliveries;
    this.gate = gate;
    this.loader = loader;
    this.replays = replays;
    this.schedule = schedule;
    this.pace = pace;
    this.queues = queues;
    this.clock = clock;
    this.log = log;
  }

  /** Handles one message of the deliver queue. */
  public Handled carry(SQSMessage message) throws InterruptedException {
    Optional<DeliveryTicket> ticket =
        new Body(message.getBody()).as(DeliveryTicket.class, DeliveryTicket.SCHEMA);
    if (ticket.isEmpty()) {
      return bury(message, message.getBody(), "not_ours");
    }
    Optional<Delivery> found = deliveries.find(ticket.get().delivery());
    if (found.isEmpty()) {
      return bury(message, message.getBody(), "unknown_delivery");
    }
    Delivery delivery = found.get();
    if (ticket.get().spent()) {
      return redriven(ticket.get(), delivery);
    }
    if (ticket.get().generation() < delivery.generation()) {
      return Handled.DONE;
    }
    if (delivery.state() != DeliveryState.PENDING) {
      return ended(message, delivery, delivery.progress());
    }
    Instant due = due(delivery);
    if (!due.isAfter(clock.instant())) {
      return take(message, delivery);
    }
    return second(message, delivery) ? Handled.DONE : hide(message, delivery, due);
  }

  /**
   * Whether another ticket lives: it made an attempt while this one, which is seen for the first
   * time, lay in the queue. This one was sent because the other waited for so long.
   */
  private static boolean second(SQSMessage message, Delivery delivery) {
    Attempt last = delivery.last();
    return last != null
        && delivery.attempts() > 0
        && Batch.receives(message) == 1
        && Batch.sentAt(message).filter(last.at()::isAfter).isPresent();
  }

  /** A host that may be slow gets few of our threads at a time, and none of a batch's. */
  private Handled take(SQSMessage message, Delivery delivery) throws InterruptedException {
    if (pace.isQuick(delivery.host())) {
      return pass(message, delivery);
    }
    if (!queues.careful().isSourceOf(message)) {
      queues.careful().send(delivery.outline().ticket());
      return Handled.DONE;
    }
    return pace.slotted(delivery.host(), () -> pass(message, delivery))
        .orElseGet(() -> hide(message, delivery, clock.instant().plus(crowded(message))));
  }

  private Duration crowded(SQSMessage message) {
    Duration wait = CROWDED.multipliedBy(Batch.receives(message));
    return schedule.spread(wait.compareTo(MAX_CROWDED) > 0 ? MAX_CROWDED : wait);
  }

  private Handled pass(SQSMessage message, Delivery delivery) throws InterruptedException {
    Instant now = clock.instant();
    return switch (gate.passage(delivery, now)) {
      case Passage.Free(), Passage.Probe() -> attempt(message, delivery);
      case Passage.Wait(Instant until) -> hide(message, delivery, until);
      case Passage.Barred(Exhaustion reason) -> bar(message, delivery, reason);
    };
  }

  private Handled bar(SQSMessage message, Delivery delivery, Exhaustion reason) {
    return gate.bar(delivery, reason, clock.instant())
        .map(after -> ended(message, delivery, after))
        .orElseGet(() -> lookAgain(message, delivery));
  }

  /** Whoever redrives a dead letter wants it delivered; {@link DeliveryTicket} says which count. */
  private Handled redriven(DeliveryTicket ticket, Delivery delivery) {
    if (ticket.generation() == delivery.generation()) {
      replays.replay(delivery.outline());
    }
    return Handled.DONE;
  }

  private Handled attempt(SQSMessage message, Delivery delivery) throws InterruptedException {
    return switch (loader.make(delivery)) {
      case Loader.Crowded() -> hide(message, delivery, clock.instant().plus(crowded(message)));
      case Loader.Gone() -> bar(message, delivery, Exhaustion.ARTIFACT_GONE);
      case Loader.Attempted(Attempts.Repeated()) -> lookAgain(message, delivery);
      case Loader.Attempted(Attempts.Noted(DeliveryProgress after)) -> {
        Instant next = after.nextAttemptAt();
        if (next == null) {
          yield ended(message, delivery, after);
        }
        queues.of(message).hide(message.getReceiptHandle(), until(next));
        yield Handled.KEEP;
      }
    };
  }

  /**
   * Another ticket for the same delivery was quicker; its attempt counts, ours does not. Or it was
   * us, and the answer got lost.
   */
  private Handled lookAgain(SQSMessage message, Delivery before) {
    Optional<Delivery> now = deliveries.find(before.id());
    if (now.isEmpty() || now.get().generation() != before.generation()) {
      return Handled.DONE;
    }
    return now.get().state() == DeliveryState.PENDING
        ? hide(message, now.get(), due(now.get()))
        : ended(message, now.get(), now.get().progress());
  }

  /** A ticket that waits is not lost, which the table must know. */
  private Handled hide(SQSMessage message, Delivery delivery, Instant until) {
    queues.of(message).hide(message.getReceiptHandle(), until(until));
    deliveries.ticketed(delivery.outline(), until);
    return Handled.KEEP;
  }

  /** What was given up is buried, also where that failed before; but nobody misses a sample. */
  private Handled ended(SQSMessage message, Delivery delivery, DeliveryProgress progress) {
    Exhaustion reason = progress.reason();
    return reason != null && reason.buried() && !delivery.sample()
        ? bury(
            message,
            Json.write(DeliveryTicket.spent(delivery.id(), progress.generation())),
            reason.code())
        : Handled.DONE;
  }

  /** Who begins a generation knows no schedule: the first wait is counted from there. */
  private Instant due(Delivery delivery) {
    Instant next = Objects.requireNonNull(delivery.nextAttemptAt(), "it is pending");
    if (delivery.attempts() > 0) {
      return next;
    }
    Instant first = delivery.progress().begunAt().plus(schedule.firstWait());
    return first.isAfter(next) ? first : next;
  }

  private Duration until(Instant at) {
    Duration wait = Duration.between(clock.instant(), at);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private Handled bury(SQSMessage message, String body, String reason) {
    queues.deadLetters().bury(body, reason);
    log.problem("message.buried")
        .with("message", message.getMessageId())
        .with("reason", reason)
        .write();
    return Handled.DONE;
  }
}
