package dev.shutterhook.core.cost;

import org.jspecify.annotations.Nullable;

/**
 * What was spent on a capture until it ended, as its record keeps it: times and sizes, no money.
 *
 * @param render of the invocation that took the picture; null where none reported
 * @param settle of the invocation that ended it, until that was written
 * @param deliveryBytes of the record of the webhook that tells of it; 0 where nobody is told
 */
public record Spending(
    @Nullable BilledShare render, @Nullable BilledShare settle, int deliveryBytes) {
  /** Of which nothing is known. */
  public static final Spending UNKNOWN = new Spending(null, null, 0);

  /** The same, and somebody is told by a record of so many bytes. */
  public Spending telling(int bytes) {
    return new Spending(render, settle, bytes);
  }
}
