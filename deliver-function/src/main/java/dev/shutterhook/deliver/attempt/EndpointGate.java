package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.EndpointHealth;
import dev.shutterhook.core.webhook.EndpointReport;
import dev.shutterhook.core.webhook.EndpointState;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.core.webhook.Endpoints.Change;
import dev.shutterhook.core.webhook.Exhaustion;
import dev.shutterhook.core.webhook.Passage;
import dev.shutterhook.core.webhook.Passage.Barred;
import dev.shutterhook.core.webhook.Passage.Free;
import dev.shutterhook.core.webhook.Passage.Probe;
import dev.shutterhook.core.webhook.Passage.Wait;
import dev.shutterhook.core.webhook.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stands between deliveries and endpoints that fail. What waits here spends no attempt; what has
 * waited too long is given up, so that nothing waits for ever. Safe for threads.
 */
public final class EndpointGate {
  /** With a shorter schedule a delivery still waits so long for an endpoint to recover. */
  public static final Duration LEAST_PATIENCE = Duration.ofHours(1);

  private final Endpoints endpoints;
  private final EndpointClosure closure;
  private final RetrySchedule schedule;
  private final EventLog log;

  public EndpointGate(
      Endpoints endpoints, EndpointClosure closure, RetrySchedule schedule, EventLog log) {
    this.endpoints = endpoints;
    this.closure = closure;
    this.schedule = schedule;
    this.log = log;
  }

  /**
   * What becomes of a delivery that is due. A {@link Probe} is taken when this returns it.
   *
   * <p>A replay or a sample is somebody's wish. Its first attempt is made whatever is known of the
   * endpoint, and being disabled does not stop it at all; how else would anybody learn that it is
   * there again.
   */
  Passage passage(Delivery delivery, Instant now) {
    boolean wished = wished(delivery);
    if (wished && delivery.attempts() == 0) {
      return new Free();
    }
    EndpointHealth health = endpoints.of(delivery.account(), delivery.host());
    return switch (health.passage(now)) {
      case Free free -> free;
      case Barred barred -> wished ? new Free() : barred;
      case Wait(Instant until) -> patience(delivery, now, until);
      case Probe probe ->
          endpoints.probe(delivery.account(), delivery.host(), health, now)
              ? probe
              : patience(delivery, now, now.plus(EndpointHealth.FIRST_PROBE));
    };
  }

  private static boolean wished(Delivery delivery) {
    return delivery.progress().replayed() || delivery.sample();
  }

  /** Spread, so that most come when the probe has told how the endpoint is. */
  private Passage patience(Delivery delivery, Instant now, Instant until) {
    Instant due = Objects.requireNonNull(delivery.nextAttemptAt(), "it is pending");
    Instant end = due.plus(patience());
    if (!now.isBefore(end)) {
      return new Barred(Exhaustion.ENDPOINT_OPEN);
    }
    Instant spread = now.plus(schedule.spread(Duration.between(now, until)));
    return new Wait(spread.isBefore(end) ? spread : end);
  }

  /** As long as the whole schedule: by then it would have been given up anyway. */
  private Duration patience() {
    Duration length = schedule.length();
    return length.compareTo(LEAST_PATIENCE) > 0 ? length : LEAST_PATIENCE;
  }

  /** Gives a delivery up without an attempt. Empty where somebody else has moved it on. */
  Optional<DeliveryProgress> bar(Delivery delivery, Exhaustion reason, Instant now) {
    return closure.bar(delivery.outline(), reason, now);
  }

  /**
   * Notes what an attempt says of its endpoint. Where that cannot be stored, the attempt counts all
   * the same: the next one says it again.
   */
  void note(Delivery delivery, Outcome outcome, EndpointReport report) {
    UnaryOperator<EndpointHealth> consequence =
        switch (outcome) {
          case Outcome.Delivered() -> health -> health.succeeded(report);
          case Outcome.Deferred(var _, var _) -> health -> health.failed(report);
          case Outcome.Refused(var _) -> health -> health.gone(report);
        };
    try {
      if (wished(delivery)) {
        // Its success must not be lost on an endpoint that was remembered as healthy.
        endpoints.forget(delivery.account(), delivery.host());
      }
      endpoints
          .note(delivery.account(), delivery.host(), consequence)
          .ifPresent(
              change -> {
                tell(delivery, change);
                if (change.after().state() == EndpointState.DISABLED
                    && change.before().state() != EndpointState.DISABLED) {
                  closure.disabled(delivery.account(), delivery.host(), report.at());
                }
              });
    } catch (SdkException e) {
      log.problem("endpoint.not_noted").with("delivery", delivery.id()).because(e).write();
    }
  }

  /** Whoever stored the change tells of it, so that it is told once. */
  private void tell(Delivery delivery, Change change) {
    EndpointState before = change.before().state();
    EndpointState after = change.after().state();
    Optional<String> event =
        switch (after) {
          case HEALTHY ->
              before == EndpointState.FAILING ? Optional.empty() : Optional.of("recovered");
          case FAILING -> Optional.empty();
          case OPEN -> before == after ? Optional.empty() : Optional.of("opened");
          case DISABLED -> before == after ? Optional.empty() : Optional.of("disabled");
        };
    event.ifPresent(
        name ->
            log.event("endpoint." + name)
                .with("account", delivery.account())
                .with("host", delivery.host())
                .with("failures", change.before().failures())
                .with("since", change.before().since())
                .with("delivery", delivery.id())
                .write());
  }
}
