package dev.shutterhook.core.capture;

import dev.shutterhook.core.cost.Group;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.ItemSize;
import dev.shutterhook.core.table.Transaction;

/**
 * DynamoDB's write units for the steps of a capture's way, by what its records weigh. Receipts are
 * made of them, and so is the simulation of limits; a test holds them against what the emulator
 * says that it counted.
 */
public final class CaptureUnits {
  /** Of a request: it is counted against the key's rate and its quota, each an item. */
  public static final int REQUEST = 2;

  /** Into an index, or out of it. */
  public static final int INDEX = 1;

  /** A capture that is put is in the indexes InFlight and ByAttention. */
  private static final int CREATED_INDEXES = 2 * INDEX;

  /** At its end it leaves both and comes into ByAccount. */
  private static final int ENDED_INDEXES = 3 * INDEX;

  /** The month's sum. */
  private static final int SUM = 1;

  /** A webhook that is prepared is in ByAttention. */
  private static final int PREPARED_INDEXES = INDEX;

  /** When it was acknowledged it leaves that, and comes into ByAccount. */
  private static final int DELIVERED_INDEXES = 2 * INDEX;

  /** A batch's is in both from the first on, and moves in ByAccount. */
  private static final int LISTED = INDEX;

  /** DynamoDB counts what is in a transaction so many times, its indexes too. */
  private static final int TRANSACTION = 2;

  /** The attribute that says when a batch has heard of an end, from the first on. */
  private static final int HEARD_BYTES = 16;

  private static final int ID_BYTES = Id.Kind.CAPTURE.length();

  /** That the capture of a small page comes in, alone. */
  public static final double SMALL_CREATED = created(1_024, 1_024, 1);

  /** And that it ends: its record weighs more by then. */
  public static final double SMALL_ENDED = ended(2_048);

  private CaptureUnits() {}

  /**
   * That a capture is put, and noted to be ordered.
   *
   * @param createdBytes of its record then
   * @param orderedBytes of its record with that note
   * @param together captures that came in by one request, from 1: their mean, because several are
   *     written in transactions, and the last of many may be left alone
   */
  static double created(int createdBytes, int orderedBytes, int together) {
    int alone = together % Transaction.MAX_WRITES == 1 ? 1 : 0;
    double times = TRANSACTION - (TRANSACTION - 1) * (double) alone / together;
    return times * (writes(createdBytes) + CREATED_INDEXES + writes(orderedBytes));
  }

  /**
   * That it ends, and is added to its account's month.
   *
   * @param endedBytes of its record
   */
  static int ended(int endedBytes) {
    return writes(endedBytes) + ENDED_INDEXES + SUM;
  }

  /**
   * That somebody is told of it, who acknowledges at once.
   *
   * @param deliveryBytes of the delivery's record
   */
  static int told(int deliveryBytes) {
    return writes(deliveryBytes) + PREPARED_INDEXES + writes(deliveryBytes) + DELIVERED_INDEXES;
  }

  /**
   * One capture's part of what its batch takes: it is put, hears of each end, and is completed by
   * the last. Its record gets lighter with each of them, so that this is their mean.
   */
  static double ofBatch(Group group) {
    int captures = group.captures();
    int bytes = group.batchBytes();
    int units = writes(bytes) + INDEX + writes(bytes);
    for (int ended = 1; ended < captures; ended++) {
      units += writes(bytes - ended * ID_BYTES + HEARD_BYTES);
    }
    int completed = writes(bytes - captures * ID_BYTES) + INDEX;
    if (group.deliveryBytes() == 0) {
      units += completed;
    } else {
      int told = writes(group.deliveryBytes());
      units += TRANSACTION * (completed + told + PREPARED_INDEXES + LISTED);
      units += told + DELIVERED_INDEXES + LISTED;
    }
    return (double) units / captures;
  }

  private static int writes(int bytes) {
    return Math.ceilDiv(bytes, ItemSize.WRITE_UNIT_BYTES);
  }
}
