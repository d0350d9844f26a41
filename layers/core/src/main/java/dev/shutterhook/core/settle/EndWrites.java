package dev.shutterhook.core.settle;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes the end of a capture and the delivery that tells of it. The delivery is prepared, and the
 * one write that ends the capture names it: that commits both. Where the process ends in between,
 * ReconcileFunction finds the delivery and asks the capture; docs/decisions/0016. Safe for threads.
 */
final class EndWrites {
  private final DynamoDbClient dynamoDb;
  private final CaptureStore captures;
  private final DeliveryStore deliveries;

  EndWrites(DynamoDbClient dynamoDb, CaptureStore captures, DeliveryStore deliveries) {
    this.dynamoDb = dynamoDb;
    this.captures = captures;
    this.deliveries = deliveries;
  }

  /**
   * Writes both, or in the end neither. False where the capture has ended otherwise, or is gone.
   *
   * @param ended names the delivery
   * @param ending the write that ends it
   */
  boolean write(Capture ended, Optional<Delivery> telling, TransactWriteItem ending) {
    if (telling.isEmpty()) {
      return alone(ending);
    }
    Delivery delivery = telling.get();
    if (delivery.state() != DeliveryState.PENDING) {
      // What is given up from the beginning is never overdue: nobody would ask its capture.
      return Transaction.write(dynamoDb, List.of(ending, deliveries.creating(delivery)))
          instanceof Transaction.Committed;
    }
    deliveries.create(delivery);
    if (alone(ending) || names(delivery)) {
      return true;
    }
    deliveries.discard(delivery.id());
    return false;
  }

  private boolean alone(TransactWriteItem ending) {
    return Transaction.each(dynamoDb, List.of(ending)).isEmpty();
  }

  /** A write whose answer got lost is made again by the SDK, and refused because of itself. */
  private boolean names(Delivery delivery) {
    return captures
        .find(delivery.capture())
        .filter(capture -> capture.told().contains(delivery.id()))
        .isPresent();
  }
}
