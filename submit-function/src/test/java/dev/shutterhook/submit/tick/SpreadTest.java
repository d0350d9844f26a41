package dev.shutterhook.submit.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private final Ids ids = Ids.secure();

  private List<Id> monitors(int count) {
    return Stream.generate(() -> ids.next(Id.Kind.MONITOR)).limit(count).toList();
  }

  @Test
  void fewDoNotWait() {
    for (int due = 1; due < 20; due++) {
      Spread spread = Spread.of(due);
      monitors(due).forEach(id -> assertEquals(Duration.ZERO, spread.delay(id)));
    }
  }

  @Test
  void manyAreSpreadOverTheMinuteEvenly() {
    Spread spread = Spread.of(10_000);
    Map<Long, Long> bySecond =
        monitors(10_000).stream()
            .map(spread::delay)
            .map(Duration::toSeconds)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertEquals(60, bySecond.size());
    // The mean is 167 and a deviation 13: eight of them do not happen.
    bySecond
        .values()
        .forEach(count -> assertTrue(count > 60 && count < 275, "a second of " + count));
  }

  @Test
  void aMonitorHasItsPlace() {
    Id monitor = ids.next(Id.Kind.MONITOR);
    assertEquals(Spread.of(700).delay(monitor), Spread.of(5_000).delay(monitor));
    assertTrue(Spread.of(100).delay(monitor).compareTo(Duration.ofSeconds(10)) < 0);
  }
}
