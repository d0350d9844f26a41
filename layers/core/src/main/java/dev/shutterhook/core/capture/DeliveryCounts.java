package dev.shutterhook.core.capture;

import dev.shutterhook.core.webhook.DeliveryState;
import java.util.Collections;
import java.util.List;

/**
 * How many of a capture's webhooks are on their way, arrived, or were given up.
 *
 * @param pending on their way
 * @param delivered acknowledged with 2xx
 * @param exhausted given up
 */
public record DeliveryCounts(int pending, int delivered, int exhausted) {
  /** What a capture shows whose first webhook is about to be sent. */
  public static final DeliveryCounts ONE_PENDING = new DeliveryCounts(1, 0, 0);

  static DeliveryCounts of(List<DeliveryState> states) {
    return new DeliveryCounts(
        Collections.frequency(states, DeliveryState.PENDING),
        Collections.frequency(states, DeliveryState.DELIVERED),
        Collections.frequency(states, DeliveryState.EXHAUSTED));
  }
}
