package dev.shutterhook.core.capture;

/**
 * How many of a capture's webhooks are on their way, arrived, or were given up.
 *
 * @param pending on their way
 * @param delivered acknowledged with 2xx
 * @param exhausted given up
 */
public record DeliveryCounts(int pending, int delivered, int exhausted) {
  public static final DeliveryCounts NONE = new DeliveryCounts(0, 0, 0);

  /** What a capture shows whose first webhook is about to be sent. */
  public static final DeliveryCounts ONE_PENDING = new DeliveryCounts(1, 0, 0);

  /** What a capture shows whose first webhook was given up before it was sent. */
  public static final DeliveryCounts ONE_EXHAUSTED = new DeliveryCounts(0, 0, 1);
}
