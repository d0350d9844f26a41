package dev.shutterhook.core.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void cutsByCountAndByWeight() {
    Parts parts = new Parts(3, 10);
    assertEquals(
        List.of(List.of(1, 2, 3), List.of(4, 5), List.of(6), List.of(12), List.of(1)),
        parts.of(List.of(1, 2, 3, 4, 5, 6, 12, 1), Integer::longValue));
    assertEquals(List.of(), parts.of(List.<Integer>of(), Integer::longValue));
  }

  @Test
  void hasRoomForSomething() {
    assertThrows(IllegalArgumentException.class, () -> new Parts(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Parts(1, 0));
  }

  @Test
  void losesNothingAndKeepsTheOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 1_000; round++) {
      List<Integer> all = random.ints(random.nextInt(40), 0, 20).boxed().toList();
      List<List<Integer>> parts = new Parts(4, 25).of(all, Integer::longValue);
      assertEquals(all, parts.stream().flatMap(List::stream).toList());
      assertTrue(parts.stream().allMatch(PartsTest::fits));
    }
  }

  private static boolean fits(List<Integer> part) {
    return part.size() <= 4 && part.stream().mapToInt(Integer::intValue).sum() <= 25;
  }
}
