package dev.shutterhook.submit.webhook;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where a delivery is put on its way: stored first, then its ticket is sent. */
public final class DeliveryDesk {
  private final DynamoDbClient dynamoDb;
  private final DeliveryStore deliveries;
  private final WorkQueue deliverQueue;
  private final EventLog log;

  public DeliveryDesk(
      DynamoDbClient dynamoDb, DeliveryStore deliveries, WorkQueue deliverQueue, EventLog log) {
    this.dynamoDb = dynamoDb;
    this.deliveries = deliveries;
    this.deliverQueue = deliverQueue;
    this.log = log;
  }

  void send(Delivery delivery) {
    switch (Transaction.write(dynamoDb, List.of(deliveries.creating(delivery)))) {
      case Transaction.Committed() -> ticket(delivery);
      case Transaction.Refused(var _) ->
          throw new IllegalStateException("there is a delivery with this id: " + delivery.id());
    }
  }

  /** The delivery is stored: where its ticket cannot be sent now, its outbox mark is found. */
  private void ticket(Delivery delivery) {
    try {
      deliverQueue.send(delivery.outline().ticket());
      deliveries.ticketed(delivery.id(), delivery.createdAt());
    } catch (SdkException e) {
      log.problem("delivery.ticket_delayed").with("delivery", delivery.id()).because(e).write();
    }
  }
}
