package dev.shutterhook.core.webhook;

import java.util.List;

/**
 * A delivery and what was tried.
 *
 * @param delivery how it is now
 * @param attempts of all generations, the oldest first
 * @param truncated whether there are older attempts than these
 */
public record DeliveryHistory(DeliveryOutline delivery, List<Attempt> attempts, boolean truncated) {
  /** So many attempts are shown, the newest: 28 generations of the template's schedule. */
  public static final int MAX_ATTEMPTS = 200;

  public DeliveryHistory {
    attempts = List.copyOf(attempts);
    if (attempts.size() > MAX_ATTEMPTS) {
      throw new IllegalArgumentException("at most " + MAX_ATTEMPTS + " attempts");
    }
  }
}
