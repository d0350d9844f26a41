package dev.shutterhook.core.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which deliveries of an account are meant.
 *
 * @param account whose
 * @param states in any of these states
 * @param host to this host, as {@link DeliveryOutline#host} spells it
 * @param since created then or later
 */
public record DeliveryFilter(
    String account, Set<DeliveryState> states, Optional<String> host, Optional<Instant> since) {

  public DeliveryFilter {
    states = Set.copyOf(states);
    if (states.isEmpty()) {
      throw new IllegalArgumentException("some state must be meant");
    }
  }

  /** Whether a delivery that has one of the states is meant. */
  boolean means(DeliveryOutline delivery, Instant now) {
    return host.map(delivery.host()::equals).orElse(true) && now.isBefore(delivery.expiresAt());
  }
}
