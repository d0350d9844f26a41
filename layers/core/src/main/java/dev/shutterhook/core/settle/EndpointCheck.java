package dev.shutterhook.core.settle;

import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.EndpointState;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.core.webhook.Exhaustion;

/**
 * A delivery for an endpoint that is disabled is given up from the beginning: visible and ready for
 * a replay.
 *
 * @param endpoints the accounts' receivers
 */
public record EndpointCheck(Endpoints endpoints) {

  /** The delivery as it shall be stored. */
  public Delivery check(Delivery delivery) {
    return endpoints.of(delivery.account(), delivery.host()).state() == EndpointState.DISABLED
        ? delivery.at(
            delivery.progress().givenUp(Exhaustion.ENDPOINT_DISABLED, delivery.createdAt()))
        : delivery;
  }
}
