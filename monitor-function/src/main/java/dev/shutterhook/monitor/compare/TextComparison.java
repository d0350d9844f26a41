package dev.shutterhook.monitor.compare;

import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.core.options.TextPattern;
import java.util.List;
import java.util.regex.Pattern;

/** What a page says now and did not, and the other way round. */
public final class TextComparison {
  /** Characters of a text; what is beyond does not count. */
  public static final int MAX_CHARACTERS = 1_000_000;

  private static final Pattern SPACE = Pattern.compile("[\\s\\h]+");

  private TextComparison() {}

  /**
   * Compares two texts line by line. White space is one space, and a line without anything else is
   * none. What only broke its lines elsewhere, or moved to another place, is no change.
   *
   * @param ignored what does not count, in either
   */
  public static TextChange compare(String before, String after, List<TextPattern> ignored) {
    if (before.equals(after)) {
      return TextChange.NONE;
    }
    LineDifference difference = LineDifference.of(lines(before, ignored), lines(after, ignored));
    MovedLines.clear(difference);
    return new TextChange(
        difference.added().stream().mapToObj(difference.after()::get).toList(),
        difference.removed().stream().mapToObj(difference.before()::get).toList());
  }

  private static List<String> lines(String text, List<TextPattern> ignored) {
    String begun = text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    String left = String.join("\n", tidy(begun));
    for (TextPattern pattern : ignored) {
      left = pattern.remove(left);
    }
    return ignored.isEmpty() ? left.lines().toList() : tidy(left);
  }

  private static List<String> tidy(String text) {
    return text.lines()
        .map(line -> SPACE.matcher(line).replaceAll(" ").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
