package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends lost tickets again, and deletes deliveries that were prepared for an end which another one
 * forestalled. An early ticket does no harm: DeliverFunction puts it off.
 */
final class DeliveryRescue implements Rescue {
  private final DeliveryStore deliveries;
  private final CaptureStore captures;
  private final WorkQueue deliverQueue;

  DeliveryRescue(DeliveryStore deliveries, CaptureStore captures, WorkQueue deliverQueue) {
    this.deliveries = deliveries;
    this.captures = captures;
    this.deliverQueue = deliverQueue;
  }

  @Override
  public String kind() {
    return "delivery";
  }

  @Override
  public List<Id> overdue(Instant now, int mostPerShard) {
    return deliveries.overdue(now, mostPerShard);
  }

  @Override
  public Rescued resume(Id id, Instant now) {
    Optional<Delivery> found = deliveries.find(id);
    Instant next = found.map(Delivery::nextAttemptAt).orElse(null);
    if (found.isEmpty() || next == null) {
      return Rescued.NOTHING;
    }
    return switch (committed(found.get())) {
      case YES -> {
        deliverQueue.send(found.get().outline().ticket());
        deliveries.ticketed(found.get().outline(), next.isAfter(now) ? next : now);
        yield Rescued.RESUMED;
      }
      case NO -> deliveries.discard(id) ? Rescued.DISCARDED : Rescued.NOTHING;
      case OPEN -> {
        deliveries.remind(id, now.plus(DeliveryStore.TICKET_MAX_DELAY));
        yield Rescued.NOTHING;
      }
    };
  }

  /** Whether what a delivery tells of has happened. */
  private enum Committed {
    YES,
    NO,
    /** Its capture is under way, and will end with another delivery than this. */
    OPEN
  }

  /** A capture names the delivery that tells of its end by the write that ends it. */
  private Committed committed(Delivery delivery) {
    if (!delivery.prepared()) {
      return Committed.YES;
    }
    Optional<Capture> capture = captures.find(delivery.capture());
    if (capture.isPresent() && !capture.get().status().terminal()) {
      return Committed.OPEN;
    }
    return capture.filter(ended -> ended.told().contains(delivery.id())).isPresent()
        ? Committed.YES
        : Committed.NO;
  }

  @Override
  public void postpone(Id id, Instant until) {
    deliveries.remind(id, until);
  }
}
