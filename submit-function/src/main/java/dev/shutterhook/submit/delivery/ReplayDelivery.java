package dev.shutterhook.submit.delivery;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.replay.Replays;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.net.URI;

/** {@code POST /v1/deliveries/{id}/replay}: 202 and the delivery as it is now. */
final class ReplayDelivery implements Endpoint {
  private final DeliveryLookup deliveries;
  private final Replays replays;

  ReplayDelivery(DeliveryLookup deliveries, Replays replays) {
    this.deliveries = deliveries;
    this.replays = replays;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return deliveries
        .find(caller.account(), variable)
        .map(history -> replay(caller, history.delivery()))
        .orElseGet(DeliveryLookup::notFound);
  }

  private Answer replay(Caller caller, DeliveryOutline ended) {
    if (!replays.replay(ended)) {
      return Answer.Problem.of(ProblemCode.CONFLICT, "The delivery is on its way already.");
    }
    return deliveries
        .find(caller.account(), ended.id())
        .<Answer>map(
            history ->
                Answer.Reply.at(
                    202, URI.create("/v1/deliveries/" + ended.id()), DeliveryDocument.of(history)))
        .orElseGet(DeliveryLookup::notFound);
  }
}
