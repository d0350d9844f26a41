package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Notes attempts, each number once, and counts on the capture what has ended. */
public final class AttemptRecord {
  private final DynamoDbClient dynamoDb;
  private final DeliveryStore deliveries;
  private final CaptureStore captures;

  public AttemptRecord(DynamoDbClient dynamoDb, DeliveryStore deliveries, CaptureStore captures) {
    this.dynamoDb = dynamoDb;
    this.deliveries = deliveries;
    this.captures = captures;
  }

  /** False where somebody else has noted an attempt of this number: then nothing is written. */
  boolean note(Delivery before, Attempt attempt, DeliveryState after) {
    List<TransactWriteItem> noting = deliveries.attempted(before, attempt, after);
    if (after == DeliveryState.PENDING) {
      return Transaction.write(dynamoDb, noting) instanceof Transaction.Committed;
    }
    List<TransactWriteItem> writes = new ArrayList<>(noting);
    writes.add(captures.deliveryEnded(before.capture(), after == DeliveryState.DELIVERED));
    return switch (Transaction.write(dynamoDb, writes)) {
      case Transaction.Committed() -> true;
      // The capture is gone, and with it the count; its webhook still ends.
      case Transaction.Refused(var refused) when refused.equals(Set.of(noting.size())) ->
          Transaction.write(dynamoDb, noting) instanceof Transaction.Committed;
      case Transaction.Refused(var _) -> false;
    };
  }
}
