package dev.shutterhook.submit.delivery;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.InstantSource;

/**
 * {@code GET /v1/deliveries?state=&host=&since=&limit=&cursor=}, the newest first. {@link
 * DeliveryList} says what a page costs.
 */
final class ListDeliveries implements Endpoint {
  private final DeliveryList deliveries;
  private final InstantSource clock;

  ListDeliveries(DeliveryList deliveries, InstantSource clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (Selection.ofList(caller.account(), request.query())) {
      case Selection.Refused(var faults) -> Answer.Problem.invalid(faults);
      case Selection.Selected(Selection(var filter, var before, int limit)) ->
          Answer.Reply.ok(
              DeliveryDocument.of(deliveries.page(filter, before, limit, clock.instant())));
    };
  }
}
