package dev.shutterhook.monitor.compare;

import dev.shutterhook.core.render.Box;
import java.util.Arrays;
import java.util.List;

/**
 * A bit for each pixel of a picture, row by row; a row without any takes no room. Each row is
 * written by one thread.
 */
final class Rows {
  private static final long[] NONE = {};

  private final long[][] rows;

  Rows(int height) {
    rows = new long[height][];
    Arrays.fill(rows, NONE);
  }

  int height() {
    return rows.length;
  }

  /** A row's bits, 64 columns to a word, from the left and from the lowest; not to be changed. */
  long[] row(int y) {
    return y < rows.length ? rows[y] : NONE;
  }

  void put(int y, long[] words) {
    rows[y] = words;
  }

  boolean at(int x, int y) {
    long[] row = row(y);
    return x >>> 6 < row.length && (row[x >>> 6] >>> x & 1) != 0;
  }

  /** Sets the bits of a row's columns. */
  void set(int y, int from, int to) {
    if (from >= to) {
      return;
    }
    int last = (to - 1) >>> 6;
    if (rows[y].length <= last) {
      rows[y] = Arrays.copyOf(rows[y], last + 1);
    }
    for (int word = from >>> 6; word <= last; word++) {
      rows[y][word] |= mask(word, from, to);
    }
  }

  /** Clears the bits within boxes; what lies outside of the picture does not matter. */
  void clear(List<Box> boxes) {
    for (Box box : boxes) {
      for (int y = box.y(); y < Math.min(box.bottom(), rows.length); y++) {
        int words = Math.min(rows[y].length, ((box.right() - 1) >>> 6) + 1);
        for (int word = box.x() >>> 6; word < words; word++) {
          rows[y][word] &= ~mask(word, box.x(), box.right());
        }
      }
    }
  }

  /** Which columns of a word lie from one column to another. */
  private static long mask(int word, int from, int to) {
    long mask = from > word << 6 ? -1L << from : -1L;
    return to < (word + 1) << 6 ? mask & ~(-1L << to) : mask;
  }

  /** What is set in both. */
  Rows and(Rows other) {
    Rows both = new Rows(rows.length);
    for (int y = 0; y < rows.length; y++) {
      long[] theirs = other.row(y);
      long[] words = Arrays.copyOf(rows[y], Math.min(rows[y].length, theirs.length));
      for (int i = 0; i < words.length; i++) {
        words[i] &= theirs[i];
      }
      both.rows[y] = words;
    }
    return both;
  }

  long count() {
    long count = 0;
    for (long[] row : rows) {
      for (long word : row) {
        count += Long.bitCount(word);
      }
    }
    return count;
  }
}
