package dev.shutterhook.core.webhook;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.table.Transaction;
import java.util.List;
import java.util.Objects;
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

  /** Stores a delivery of which nothing else tells, and sends its ticket. */
  public void send(Delivery delivery) {
    switch (Transaction.write(dynamoDb, List.of(deliveries.creating(delivery)))) {
      case Transaction.Committed() -> ticket(delivery);
      case Transaction.Refused(var _) ->
          throw new IllegalStateException("there is a delivery with this id: " + delivery.id());
    }
  }

  /** Sends the ticket of one that is stored; where it cannot now, its outbox mark is found. */
  public void ticket(Delivery delivery) {
    try {
      deliverQueue.send(delivery.outline().ticket());
      deliveries.ticketed(
          delivery.id(), Objects.requireNonNull(delivery.nextAttemptAt(), "it is pending"));
    } catch (SdkException e) {
      log.problem("delivery.ticket_delayed").with("delivery", delivery.id()).because(e).write();
    }
  }
}
