package dev.shutterhook.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.cost.Group;
import org.junit.jupiter.api.Test;

/** Rules alone; that they are DynamoDB's is held by the tests of receipts in local-runner. */
class CaptureUnitsTest {
  private static final double EXACT = 1e-9;
  private static final int SMALL = 900;
  private static final int LARGE = 1_100;

  @Test
  void countsTwiceWhatIsWrittenInATransaction() {
    assertEquals(4, CaptureUnits.created(SMALL, SMALL, 1));
    assertEquals(5, CaptureUnits.created(SMALL, LARGE, 1));
    assertEquals(8, CaptureUnits.created(SMALL, SMALL, 2));
    assertEquals(8, CaptureUnits.created(SMALL, SMALL, 50));
    assertEquals((50 * 8 + 4) / 51.0, CaptureUnits.created(SMALL, SMALL, 51), EXACT);
    assertEquals(8, CaptureUnits.created(SMALL, SMALL, 52));
  }

  @Test
  void countsWhatTellsOfAnEnd() {
    // Prepared, it waits for attention; acknowledged, it is listed instead.
    assertEquals((1 + 1) + (1 + 2), CaptureUnits.told(SMALL));
    assertEquals((2 + 1) + (2 + 2), CaptureUnits.told(LARGE));
  }

  @Test
  void dividesWhatABatchTakes() {
    // It is put, hears of two ends, and is completed; the index is entered and left.
    assertEquals((1 + 1 + 2 + 1 + 1) / 2.0, CaptureUnits.ofBatch(new Group(2, SMALL, 0)), EXACT);
    // With its webhook, which is put with it, and acknowledged.
    assertEquals(
        (1 + 1 + 2 + 2 * (1 + 1 + 2 + 2) + 2 + 3) / 2.0,
        CaptureUnits.ofBatch(new Group(2, SMALL, LARGE)),
        EXACT);
    // The first end takes an id out of two kilobytes; the second finds one.
    assertEquals(
        (2 + 1 + 2 + 1 + 1 + 1) / 2.0, CaptureUnits.ofBatch(new Group(2, 1_030, 0)), EXACT);
  }

  @Test
  void takesARecordFromBeforeForOneOfAGroupOfItsSize() {
    assertEquals(Group.of(7), new CaptureBill.Asked(new BilledShare(10, 128, 7), null).company());
    assertEquals(Group.of(1), new CaptureBill.Asked(null, null).company());
    Group group = new Group(7, SMALL, 0);
    assertEquals(group, new CaptureBill.Asked(null, group).company());
    assertThrows(IllegalArgumentException.class, () -> Group.of(0));
  }
}
