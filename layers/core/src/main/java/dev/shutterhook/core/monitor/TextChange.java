package dev.shutterhook.core.monitor;

import java.util.List;

/**
 * What a page says now and did not, and the other way round, line by line.
 *
 * @param added at most {@value #MAX_LINES} lines, each of at most {@value #MAX_LINE_LENGTH}
 *     characters
 * @param removed likewise
 */
public record TextChange(List<String> added, List<String> removed) {
  public static final int MAX_LINES = 50;
  public static final int MAX_LINE_LENGTH = 300;

  public static final TextChange NONE = new TextChange(List.of(), List.of());

  public TextChange {
    added = bounded(added);
    removed = bounded(removed);
  }

  private static List<String> bounded(List<String> lines) {
    return lines.stream()
        .limit(MAX_LINES)
        .map(line -> line.length() <= MAX_LINE_LENGTH ? line : line.substring(0, MAX_LINE_LENGTH))
        .toList();
  }
}
