package dev.shutterhook.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final ShortMemory<String, Integer> memory = new ShortMemory<>(2);

  @Test
  void recallsAValueUntilItsTimeIsOver() {
    memory.keep("a", 1, NOW.plusSeconds(5));
    assertEquals(Optional.of(1), memory.recall("a", NOW.plusMillis(4_999)));
    assertEquals(Optional.empty(), memory.recall("a", NOW.plusSeconds(5)));
    assertEquals(Optional.empty(), memory.recall("b", NOW));
  }

  @Test
  void throwsAwayWhatItLearntFirst() {
    memory.keep("a", 1, NOW.plusSeconds(5));
    memory.keep("b", 2, NOW.plusSeconds(5));
    memory.keep("a", 3, NOW.plusSeconds(5));
    memory.keep("c", 4, NOW.plusSeconds(5));
    assertEquals(Optional.of(3), memory.recall("a", NOW));
    assertEquals(Optional.empty(), memory.recall("b", NOW));
    assertEquals(Optional.of(4), memory.recall("c", NOW));
  }

  @Test
  void forgetsWhatItIsToldTo() {
    memory.keep("a", 1, NOW.plusSeconds(5));
    memory.forget("a");
    assertEquals(Optional.empty(), memory.recall("a", NOW));
  }

  @Test
  void hasRoomForSomething() {
    assertThrows(IllegalArgumentException.class, () -> new ShortMemory<>(0));
  }
}
