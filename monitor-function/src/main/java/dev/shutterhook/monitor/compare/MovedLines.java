package dev.shutterhook.monitor.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that were taken from one place to another are no news. A line alone tells little: "in
 * stock" that is now beneath another name is news. So a block of lines has moved where it has as
 * many letters and digits as {@code git diff --color-moved} asks for.
 */
final class MovedLines {
  /** The rule of git's "blocks". */
  private static final int MIN_LETTERS = 20;

  /** So many places are looked at from which a block could come. */
  private static final int MAX_PLACES = 8;

  private final LineDifference difference;
  private final Map<String, List<Integer>> places = new HashMap<>();

  private MovedLines(LineDifference difference) {
    this.difference = difference;
    difference.removed().stream()
        .forEach(
            line ->
                places
                    .computeIfAbsent(difference.before().get(line), _ -> new ArrayList<>())
                    .add(line));
  }

  /** Clears what has only moved. */
  static void clear(LineDifference difference) {
    new MovedLines(difference).clear();
  }

  private void clear() {
    int line = difference.added().nextSetBit(0);
    while (line >= 0) {
      int from = line;
      int to = line + 1;
      int place = longest(from);
      if (place >= 0) {
        int length = length(place, from);
        if (letters(from, from + length) >= MIN_LETTERS) {
          difference.removed().clear(place, place + length);
          difference.added().clear(from, from + length);
          to = from + length;
        }
      }
      line = difference.added().nextSetBit(to);
    }
  }

  /** Where the longest block was that is here now; negative for nowhere. */
  private int longest(int line) {
    int best = -1;
    int most = 0;
    List<Integer> candidates = places.getOrDefault(difference.after().get(line), List.of());
    for (int place :
        candidates.stream().filter(difference.removed()::get).limit(MAX_PLACES).toList()) {
      int length = length(place, line);
      if (length > most) {
        most = length;
        best = place;
      }
    }
    return best;
  }

  private int length(int place, int line) {
    int length = 0;
    while (difference.removed().get(place + length)
        && difference.added().get(line + length)
        && difference.before().get(place + length).equals(difference.after().get(line + length))) {
      length++;
    }
    return length;
  }

  private long letters(int from, int to) {
    return difference.after().subList(from, to).stream()
        .flatMapToInt(String::codePoints)
        .filter(Character::isLetterOrDigit)
        .limit(MIN_LETTERS)
        .count();
  }
}
