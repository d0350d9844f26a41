package dev.shutterhook.core.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.shutterhook.core.options.TextPattern.Part;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextPatternTest {
  @Test
  void findsWhatMatchesFromLeftToRight() {
    TextPattern pattern = TextPattern.parse("\\d+ visitors");
    String text = "12 visitors, 7 visitors, visitors";
    assertEquals(List.of(new Part(0, 11), new Part(13, 23)), pattern.find(text, 10));
    assertEquals(List.of(new Part(0, 11)), pattern.find(text, 1));
  }

  @Test
  void countsInCodeUnitsAsTextsDo() {
    assertEquals(
        List.of(new Part(2, 4)),
        TextPattern.parse("[\\x{1f600}-\\x{1f64f}]").find("\u6f22 \ud83d\ude00", 9));
  }

  @Test
  void findsNothingThatIsEmpty() {
    assertEquals(
        List.of(new Part(1, 2)), TextPattern.parse("\\b|b").find("ab", 9).stream().toList());
  }

  @Test
  void takesNoLongerForAPatternThatWouldTakeOthersForEver() {
    String text = "a".repeat(50_000) + "b";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> TextPattern.parse("(a+)+$").find(text, 1));
  }
}
