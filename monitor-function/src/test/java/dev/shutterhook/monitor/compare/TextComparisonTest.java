package dev.shutterhook.monitor.compare;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.core.options.TextPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextComparisonTest {
  private static final String SHIRT = "A shirt of blue cotton";
  private static final String SHOES = "Shoes that are made of cork";

  private static TextChange compare(String before, String after, String... ignored) {
    return TextComparison.compare(
        before, after, List.of(ignored).stream().map(TextPattern::parse).toList());
  }

  private static TextChange change(List<String> added, List<String> removed) {
    return new TextChange(added, removed);
  }

  private static String lines(int from, int to, IntFunction<String> line) {
    return IntStream.range(from, to).mapToObj(line).collect(joining("\n"));
  }

  @Test
  void saysWhatWasAddedAndRemoved() {
    assertEquals(
        change(List.of("Price 12 €", "New"), List.of("Price 10 €")),
        compare("Shirt\nPrice 10 €\nBuy", "Shirt\nPrice 12 €\nBuy\nNew"));
    assertEquals(change(List.of("a", "a"), List.of()), compare("a", "a\na\na"));
    assertEquals(change(List.of(), List.of("b")), compare("b", ""));
    assertEquals(TextChange.NONE, compare("", ""));
  }

  @Test
  void takesWhiteSpaceForOneSpace() {
    assertEquals(
        TextChange.NONE, compare("One  two\u00a0three\n\n\n four\t", "One two three\r\nfour\n"));
  }

  @Test
  void doesNotSeeWhatIsIgnored() {
    assertEquals(
        TextChange.NONE,
        compare(
            "Hello\n17 visitors\nBye 09:31",
            "Hello\n2 visitors\nBye 23:10",
            "\\d+ visitors",
            "\\d\\d:\\d\\d"));
    assertEquals(
        TextChange.NONE, compare("Hello\nnow 17\u00a0visitors", "Hello\nnow", "\\d+ visitors"));
    assertEquals(change(List.of("Bye"), List.of("Hello")), compare("Hello 1", "Bye 2", "\\d"));
  }

  @Test
  void seesNoNewsInLinesThatBreakElsewhere() {
    assertEquals(
        TextChange.NONE,
        compare("Top\nHello world\nof words\nEnd", "Top\nHello\nworld of\nwords\nEnd"));
    assertEquals(
        change(List.of("world of", "wards"), List.of("Hello world", "of words")),
        compare("Top\nHello world\nof words", "Top\nworld of\nwards"));
  }

  @Test
  void seesNoNewsInABlockThatMoved() {
    String one = SHIRT + "\n19 €\nin stock\n";
    String other = SHOES + "\n79 €\nsold out\n";
    String third = "A hat that nobody wants to wear\n5 €\n";
    assertEquals(
        TextChange.NONE,
        compare("Shop\n" + one + other + third + "End", "Shop\n" + third + one + other + "End"));
  }

  @Test
  void seesNewsInAShortLineThatIsElsewhere() {
    TextChange swapped =
        compare(
            SHIRT + "\nin stock\n" + SHOES + "\nsold out",
            SHIRT + "\nsold out\n" + SHOES + "\nin stock");
    assertTrue(swapped.added().contains("sold out") || swapped.added().contains("in stock"));
    assertEquals(List.copyOf(swapped.added()), swapped.removed());
  }

  @Test
  void isDoneWithTextsInTheWorstOrder() {
    List<String> shuffled =
        new ArrayList<>(
            IntStream.range(0, LineDifference.MAX_ORDERED).mapToObj(i -> "no. " + i).toList());
    String before = String.join("\n", shuffled);
    Collections.shuffle(shuffled, new Random(1));
    String after = String.join("\n", shuffled);
    TextChange change = assertTimeout(Duration.ofSeconds(5), () -> compare(before, after));
    assertEquals(TextChange.MAX_LINES, change.added().size());
  }

  @Test
  void countsLinesWhoseOrderWouldTakeTooLong() {
    int many = 20 * LineDifference.MAX_ORDERED;
    String before = lines(0, many, i -> "no. " + i) + "\nold";
    String after = "new\n" + lines(0, many, i -> "no. " + (many - 1 - i)) + "\nno. 7";
    TextChange change = assertTimeout(Duration.ofSeconds(5), () -> compare(before, after));
    assertEquals(change(List.of("new", "no. 7"), List.of("old")), change);
  }

  @Test
  void readsNoMoreThanTheBeginningOfAnEndlessText() {
    String endless = "a line of nothing at all\n".repeat(60_000);
    TextChange change =
        assertTimeout(
            Duration.ofSeconds(5), () -> compare(endless + "then", endless + "now", "no[a-z]+ing"));
    assertEquals(TextChange.NONE, change);
  }
}
