package dev.shutterhook.core.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReplayTallyTest {
  private static final ReplayTally TEN = new ReplayTally(7, 2, 1, 10, false);

  @Test
  void countsAllThatWasDone() {
    assertEquals(new ReplayTally(14, 4, 2, 20, false), TEN.plus(TEN));
  }

  /** Batches run side by side: one behind a batch that was left out may have been in time. */
  @Test
  void reachesNoFurtherThanTheFirstThatWasLeftOut() {
    assertEquals(new ReplayTally(14, 4, 2, 10, true), TEN.plus(ReplayTally.LEFT_OUT).plus(TEN));
  }
}
