package dev.shutterhook.render.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.text.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchesTest {
  private static final Reading READING = new Reading(List.of("ab 12", "34 cd", "56"), false);

  private static Matches matches(String... patterns) {
    return Matches.of(READING, List.of(patterns), Deadline.in(Duration.ofMinutes(1)));
  }

  @Test
  void saysWhereInEachLineAPatternMatches() {
    List<List<Integer>> parts =
        List.of(List.of(0, 0, 3, 5), List.of(0, 1, 0, 2), List.of(0, 2, 0, 2), List.of(1, 0, 0, 2));
    assertEquals(parts, matches("\\d+", "ab").parts());
    assertEquals("{3, 4, 6, 7, 12, 13}", matches("\\d+").letters().toString());
  }

  @Test
  void dividesWhatMatchesOverALinesEnd() {
    assertEquals(List.of(List.of(0, 0, 3, 5), List.of(0, 1, 0, 2)), matches("(?s)12.34").parts());
  }

  @Test
  void endsAtItsDeadline() {
    Deadline passed = Deadline.in(Duration.ZERO);
    assertThrows(TimedOut.class, () -> Matches.of(READING, List.of("a"), passed));
  }

  @Test
  void findsNothingInAPageThatSaysNothing() {
    Reading nothing = new Reading(List.of(), false);
    assertEquals(
        List.of(), Matches.of(nothing, List.of("a"), Deadline.in(Duration.ofMinutes(1))).parts());
  }
}
