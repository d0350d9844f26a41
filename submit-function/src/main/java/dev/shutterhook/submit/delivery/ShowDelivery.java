package dev.shutterhook.submit.delivery;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;

/** {@code GET /v1/deliveries/{id}}: a delivery with every attempt, by one query. */
final class ShowDelivery implements Endpoint {
  private final DeliveryLookup deliveries;

  ShowDelivery(DeliveryLookup deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return deliveries
        .find(caller.account(), variable)
        .<Answer>map(history -> Answer.Reply.ok(DeliveryDocument.of(history)))
        .orElseGet(DeliveryLookup::notFound);
  }
}
