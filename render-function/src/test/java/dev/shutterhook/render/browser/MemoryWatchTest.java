package dev.shutterhook.render.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {
  private static final long MEGABYTE = 1L << 20;

  @Test
  void looksTheSoonerTheLessIsLeft() {
    assertEquals(MemoryWatch.PERIOD, MemoryWatch.period(4_096 * MEGABYTE));
    assertEquals(Duration.ofMillis(250), MemoryWatch.period(512 * MEGABYTE));
    assertEquals(MemoryWatch.SHORTEST_PERIOD, MemoryWatch.period(10 * MEGABYTE));
    assertEquals(MemoryWatch.SHORTEST_PERIOD, MemoryWatch.period(-MEGABYTE));
  }
}
