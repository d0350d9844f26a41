package dev.shutterhook.submit.delivery;

import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.replay.Replays;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.http.Route;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The routes of this package. */
public final class DeliveryRoutes {
  private DeliveryRoutes() {}

  /**
   * Routes on these tables.
   *
   * @param deliverQueue where tickets of replays go
   */
  public static List<Route> on(
      DynamoDbClient dynamoDb,
      String deliveriesTable,
      CaptureStore captures,
      WorkQueue deliverQueue,
      InstantSource clock,
      EventLog log) {
    DeliveryStore store = new DeliveryStore(dynamoDb, deliveriesTable);
    DeliveryLookup lookup = new DeliveryLookup(store, clock);
    DeliveryList list = new DeliveryList(dynamoDb, deliveriesTable);
    Replays replays = new Replays(store, deliverQueue, clock, log);
    return List.of(
        Route.keyed(
            "GET",
            "/v1/captures/{id}/deliveries",
            new ShowCaptureDeliveries(new CaptureLookup(captures), lookup)),
        Route.keyed("GET", "/v1/deliveries", new ListDeliveries(list, clock)),
        Route.keyed(
            "GET",
            "/v1/endpoints",
            new ListEndpoints(new EndpointStore(dynamoDb, deliveriesTable), clock)),
        Route.keyed("GET", "/v1/deliveries/{id}", new ShowDelivery(lookup)),
        Route.keyed("POST", "/v1/deliveries/{id}/replay", new ReplayDelivery(lookup, replays)),
        Route.keyed("POST", "/v1/deliveries/replay", new ReplayDeliveries(list, replays, clock)));
  }
}
