package dev.shutterhook.core.settle;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.core.webhook.Endpoints;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Where ends are written, and told from.
 *
 * @param capturesTable captures, batches and what is remembered for equal requests
 * @param deliveriesTable deliveries and endpoints
 * @param deliverQueue where tickets go
 * @param compareQueue where captures of monitors go
 */
public record SettleStores(
    DynamoDbClient dynamoDb,
    String capturesTable,
    String deliveriesTable,
    WorkQueue deliverQueue,
    WorkQueue compareQueue) {

  /** Where deliveries are put on their way. */
  public DeliveryDesk desk(EventLog log) {
    return new DeliveryDesk(deliveries(), deliverQueue, log);
  }

  DeliveryStore deliveries() {
    return new DeliveryStore(dynamoDb, deliveriesTable);
  }

  EndpointCheck endpoints(InstantSource clock) {
    return new EndpointCheck(new Endpoints(new EndpointStore(dynamoDb, deliveriesTable), clock));
  }
}
