package dev.shutterhook.core.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Rules alone; time is given. */
class SharedTimeTest {
  private static final int MEMORY_MB = 3_008;

  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
  private final Invocation invocation = new Invocation(nanos.get(), MEMORY_MB);

  private void pass(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }

  private SharedTime among(int captures) {
    return new SharedTime(invocation, captures, nanos::get);
  }

  @Test
  void givesAllOfItToTheOnlyOne() {
    SharedTime time = among(1);
    pass(120);
    assertEquals(new BilledShare(120, MEMORY_MB, 1), time.share());
  }

  @Test
  void dividesEachMomentAmongThoseThatAreNotDoneYet() {
    SharedTime time = among(2);
    pass(100);
    assertEquals(50, time.share().billedMs());
    time.leave();
    pass(30);
    BilledShare last = time.share();
    assertEquals(80, last.billedMs());
    assertEquals(2, last.captures());
    time.leave();
  }

  @Test
  void dividesNoMoreThanThereWas() {
    SharedTime time = among(4);
    long sum = 0;
    for (int i = 0; i < 4; i++) {
      pass(100);
      sum += time.share().billedMs();
      time.leave();
    }
    assertTrue(sum >= 400 && sum <= 404, "each is rounded up: " + sum);
  }

  @Test
  void roundsUpAsAwsDoes() {
    SharedTime time = among(1);
    nanos.addAndGet(1);
    assertEquals(1, time.share().billedMs());
  }

  @Test
  void refusesWhatNoFunctionIs() {
    assertThrows(IllegalArgumentException.class, () -> new SharedTime(invocation, 0));
    assertThrows(IllegalArgumentException.class, () -> new BilledShare(-1, 128, 1));
    assertThrows(IllegalArgumentException.class, () -> new BilledShare(900_001, 128, 1));
    assertThrows(IllegalArgumentException.class, () -> new BilledShare(1, 10_241, 1));
    assertThrows(IllegalArgumentException.class, () -> new BilledShare(1, 128, 0));
  }
}
