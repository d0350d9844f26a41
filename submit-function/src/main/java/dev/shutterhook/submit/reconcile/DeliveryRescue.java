package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sends lost tickets again. An early one does no harm: DeliverFunction puts it off. */
final class DeliveryRescue implements Rescue {
  private final DeliveryStore deliveries;
  private final WorkQueue deliverQueue;

  DeliveryRescue(DeliveryStore deliveries, WorkQueue deliverQueue) {
    this.deliveries = deliveries;
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
    deliverQueue.send(found.get().outline().ticket());
    deliveries.ticketed(id, next.isAfter(now) ? next : now);
    return Rescued.RESUMED;
  }

  @Override
  public void postpone(Id id, Instant until) {
    deliveries.ticketed(id, until.minus(DeliveryStore.TICKET_MAX_DELAY));
  }
}
