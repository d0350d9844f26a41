package dev.shutterhook.render.mask;

import dev.shutterhook.core.options.TextPattern;
import dev.shutterhook.core.options.TextPattern.Part;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.text.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where a page's text matches patterns. Looked for here and not in the page: RE2's syntax takes
 * time in proportion to the text, a JavaScript expression any time.
 */
final class Matches {
  /** Parts of one pattern that are painted over. */
  static final int MAX_PARTS = 10_000;

  private final Reading reading;
  private final int[] starts;
  private final List<List<Integer>> parts = new ArrayList<>();
  private final BitSet letters = new BitSet();

  private Matches(Reading reading) {
    this.reading = reading;
    this.starts = new int[reading.lines().size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + reading.lines().get(i - 1).length() + 1;
    }
  }

  /**
   * Looks for all patterns until a deadline.
   *
   * @throws dev.shutterhook.render.devtools.DevToolsException.TimedOut where it takes longer
   */
  static Matches of(Reading reading, List<String> patterns, Deadline deadline) {
    Matches matches = new Matches(reading);
    Timed text = new Timed(reading.text(), deadline);
    for (int i = 0; i < patterns.size(); i++) {
      for (Part part : TextPattern.parse(patterns.get(i)).find(text, MAX_PARTS)) {
        matches.add(i, part);
      }
    }
    return matches;
  }

  /** For each part of a line the pattern's number, the line, its start in it and its end. */
  List<List<Integer>> parts() {
    return parts;
  }

  /** Which of the text's code units match. */
  BitSet letters() {
    return letters;
  }

  private void add(int pattern, Part part) {
    letters.set(part.start(), part.end());
    int found = Arrays.binarySearch(starts, part.start());
    for (int i = found < 0 ? -found - 2 : found; i < starts.length && starts[i] < part.end(); i++) {
      int from = Math.max(0, part.start() - starts[i]);
      int to = Math.min(reading.lines().get(i).length(), part.end() - starts[i]);
      if (to > from) {
        parts.add(List.of(pattern, i, from, to));
      }
    }
  }
}
