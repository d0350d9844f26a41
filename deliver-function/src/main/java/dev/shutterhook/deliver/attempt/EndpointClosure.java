package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.webhook.DeliveryFilter;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.Exhaustion;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Gives deliveries up without an attempt, because of their endpoint. Safe for threads. */
public final class EndpointClosure {
  /**
   * So many are given up at once when an endpoint is disabled, which takes seconds. The others are
   * when their turn comes, as are those that the index does not know yet, and those of which only
   * their ticket will say that what they tell of has happened.
   */
  public static final int MAX_AT_ONCE = 100;

  private final DeliveryList list;
  private final DeliveryStore deliveries;
  private final EventLog log;

  public EndpointClosure(DeliveryList list, DeliveryStore deliveries, EventLog log) {
    this.list = list;
    this.deliveries = deliveries;
    this.log = log;
  }

  /**
   * Gives up what is listed as pending for an endpoint that was disabled; replays are tried all the
   * same, and what is only prepared is left to its ticket.
   */
  void disabled(String account, String host, Instant now) {
    DeliveryFilter pending =
        new DeliveryFilter(
            account, Set.of(DeliveryState.PENDING), Optional.of(host), Optional.empty());
    list.page(pending, Optional.empty(), MAX_AT_ONCE, now).entries().stream()
        .filter(delivery -> !delivery.progress().replayed())
        .forEach(delivery -> bar(delivery, Exhaustion.ENDPOINT_DISABLED, now));
  }

  /** Gives one up. Empty where somebody else has moved it on. */
  Optional<DeliveryProgress> bar(DeliveryOutline delivery, Exhaustion reason, Instant now) {
    DeliveryProgress after = delivery.progress().givenUp(reason, now);
    if (!deliveries.move(delivery, after)) {
      return Optional.empty();
    }
    log.event("delivery.given_up")
        .with("delivery", delivery.id())
        .with("capture", delivery.capture())
        .with("reason", reason.code())
        .write();
    return Optional.of(after);
  }
}
