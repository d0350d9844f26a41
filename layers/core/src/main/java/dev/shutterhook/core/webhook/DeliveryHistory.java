package dev.shutterhook.core.webhook;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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

  private static final Comparator<Attempt> OLDEST_FIRST =
      Comparator.comparingInt(Attempt::generation).thenComparingInt(Attempt::number);

  /** A history of a delivery by its newest attempts, in any order; one may come twice. */
  static DeliveryHistory of(DeliveryOutline delivery, Stream<Attempt> attempts) {
    List<Attempt> newest = attempts.sorted(OLDEST_FIRST.reversed()).distinct().toList();
    return new DeliveryHistory(
        delivery,
        newest.stream().limit(MAX_ATTEMPTS).toList().reversed(),
        newest.size() > MAX_ATTEMPTS);
  }

  public DeliveryHistory {
    attempts = List.copyOf(attempts);
    if (attempts.size() > MAX_ATTEMPTS) {
      throw new IllegalArgumentException("at most " + MAX_ATTEMPTS + " attempts");
    }
  }
}
