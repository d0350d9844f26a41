package dev.shutterhook.monitor.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Pixels that lie together. The picture is laid out in square tiles; tiles that have one and touch,
 * corners included, belong together, so that less than one tile's edge is never between two groups.
 * Where that makes too many groups, tiles of twice the edge are tried: the time is in proportion to
 * the picture.
 */
final class Clusters {
  /** The smallest tiles are of 16 pixels: words of a line belong together, and lines of a text. */
  private static final int FIRST_SHIFT = 4;

  /** Up to so many groups are put together two by two, closest first. */
  private static final int MAX_PAIRED = 96;

  private static final int EMPTY = -1;

  /** It has a pixel, and is in no group yet. */
  private static final int UNKNOWN = -2;

  private static final Comparator<Extent> LARGEST_FIRST =
      Comparator.comparingLong(Extent::pixels)
          .reversed()
          .thenComparingInt(Extent::top)
          .thenComparingInt(Extent::left);

  private final Rows rows;
  private final int shift;
  private final int columns;
  private final int[] groups;
  private final List<Measure> measures = new ArrayList<>();

  private Clusters(Rows rows, int width, int shift) {
    this.rows = rows;
    this.shift = shift;
    this.columns = ((width - 1) >>> shift) + 1;
    this.groups = new int[columns * (((rows.height() - 1) >>> shift) + 1)];
  }

  /** The largest first, at most so many. */
  static List<Extent> of(Rows rows, int width, int most) {
    List<Extent> found;
    int shift = FIRST_SHIFT;
    do {
      found = new Clusters(rows, width, shift++).found();
    } while (found.size() > Math.max(most, MAX_PAIRED));
    return Extent.atMost(most, found).stream().sorted(LARGEST_FIRST).toList();
  }

  private List<Extent> found() {
    lay();
    for (int tile = 0; tile < groups.length; tile++) {
      if (groups[tile] == UNKNOWN) {
        spread(tile, measures.size());
        measures.add(new Measure());
      }
    }
    measure();
    return measures.stream().map(Measure::extent).toList();
  }

  private void lay() {
    Arrays.fill(groups, EMPTY);
    for (int y = 0; y < rows.height(); y++) {
      long[] words = rows.row(y);
      for (int i = 0; i < words.length; i++) {
        for (long word = words[i]; word != 0; word &= ~slice(word)) {
          groups[tile(first(i, word), y)] = UNKNOWN;
        }
      }
    }
  }

  private void measure() {
    for (int y = 0; y < rows.height(); y++) {
      long[] words = rows.row(y);
      for (int i = 0; i < words.length; i++) {
        for (long word = words[i]; word != 0; word &= ~slice(word)) {
          measures.get(groups[tile(first(i, word), y)]).add(i << 6, y, word & slice(word));
        }
      }
    }
  }

  private int tile(int x, int y) {
    return (y >>> shift) * columns + (x >>> shift);
  }

  private static int first(int index, long word) {
    return (index << 6) + Long.numberOfTrailingZeros(word);
  }

  /** Of a word, what lies in the tile of its first bit. */
  private long slice(long word) {
    if (shift >= 6) {
      return -1L;
    }
    int edge = 1 << shift;
    return ((1L << edge) - 1) << (Long.numberOfTrailingZeros(word) & -edge);
  }

  /** A tile's group, and that of all that it touches, and so on. */
  private void spread(int from, int group) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    groups[from] = group;
    open.push(from);
    while (!open.isEmpty()) {
      int tile = open.pop();
      int column = tile % columns;
      for (int row = -columns; row <= columns; row += columns) {
        for (int x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x++) {
          int near = tile - column + row + x;
          if (near >= 0 && near < groups.length && groups[near] == UNKNOWN) {
            groups[near] = group;
            open.push(near);
          }
        }
      }
    }
  }

  /** A group's extent, as it is found. */
  private static final class Measure {
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right;
    private int bottom;
    private long pixels;

    void add(int x, int y, long word) {
      left = Math.min(left, x + Long.numberOfTrailingZeros(word));
      right = Math.max(right, x + Long.SIZE - Long.numberOfLeadingZeros(word));
      top = Math.min(top, y);
      bottom = y + 1;
      pixels += Long.bitCount(word);
    }

    Extent extent() {
      return new Extent(left, top, right, bottom, pixels);
    }
  }
}
