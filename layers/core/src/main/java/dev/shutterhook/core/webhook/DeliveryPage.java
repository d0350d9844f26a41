package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import java.util.List;
import java.util.Optional;

/**
 * Some deliveries of a list, the newest first.
 *
 * @param deliveries at most as many as were asked for; perhaps fewer, even where there are more
 * @param next where the list goes on; empty at its end
 */
public record DeliveryPage(List<DeliveryOutline> deliveries, Optional<Id> next) {
  public DeliveryPage {
    deliveries = List.copyOf(deliveries);
  }
}
