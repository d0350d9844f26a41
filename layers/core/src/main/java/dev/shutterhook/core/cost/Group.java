package dev.shutterhook.core.cost;

/**
 * Captures that came in by one request, as each of their records keeps it: what is written, sent
 * and told once for all of them is shared by them.
 *
 * @param captures that were stored and ordered together, from 1
 * @param batchBytes of the record of their batch when it was put; 0 where they are of none
 * @param deliveryBytes of the record of the webhook that tells of the batch, if all of them are
 *     completed; 0 where nobody is told
 */
public record Group(int captures, int batchBytes, int deliveryBytes) {
  public Group {
    if (captures < 1 || batchBytes < 0 || deliveryBytes < 0) {
      throw new IllegalArgumentException("a group is of one capture at least");
    }
  }

  /** So many that are of no batch. */
  public static Group of(int captures) {
    return new Group(captures, 0, 0);
  }
}
