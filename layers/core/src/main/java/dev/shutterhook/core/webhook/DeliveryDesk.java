package dev.shutterhook.core.webhook;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import software.amazon.awssdk.core.exception.SdkException;

/** Where a delivery is put on its way: stored first, then its ticket is sent. */
public final class DeliveryDesk {
  private final DeliveryStore deliveries;
  private final WorkQueue deliverQueue;
  private final EventLog log;

  public DeliveryDesk(DeliveryStore deliveries, WorkQueue deliverQueue, EventLog log) {
    this.deliveries = deliveries;
    this.deliverQueue = deliverQueue;
    this.log = log;
  }

  /** Stores a delivery of which nothing else tells, and sends its ticket. */
  public void send(Delivery delivery) {
    deliveries.create(delivery);
    ticket(delivery);
  }

  /** Sends the ticket of one that is committed; where it cannot now, its outbox mark is found. */
  public void ticket(Delivery delivery) {
    try {
      deliverQueue.send(delivery.outline().ticket());
    } catch (SdkException e) {
      log.problem("delivery.ticket_delayed").with("delivery", delivery.id()).because(e).write();
    }
  }
}
