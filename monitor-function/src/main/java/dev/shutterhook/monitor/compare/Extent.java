package dev.shutterhook.monitor.compare;

import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.render.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a picture, from one column and row to the one before others.
 *
 * @param pixels how many of it count
 */
record Extent(int left, int top, int right, int bottom, long pixels) {
  static Extent of(Box box) {
    return new Extent(box.x(), box.y(), box.right(), box.bottom(), 0);
  }

  /** The least that holds both. */
  Extent with(Extent other) {
    return new Extent(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom),
        pixels + other.pixels);
  }

  boolean meets(Extent other) {
    return left <= other.right && other.left <= right && top <= other.bottom && other.top <= bottom;
  }

  Extent widened(int margin, int width, int height) {
    return new Extent(
        Math.max(0, left - margin),
        Math.max(0, top - margin),
        Math.min(width, right + margin),
        Math.min(height, bottom + margin),
        pixels);
  }

  Box box() {
    return new Box(left, top, right - left, bottom - top);
  }

  Region region() {
    return new Region(box(), pixels);
  }

  private long area() {
    return (long) (right - left) * (bottom - top);
  }

  /** Puts together what lies closest, until there are no more than so many. */
  static List<Extent> atMost(int most, List<Extent> extents) {
    List<Extent> left = new ArrayList<>(extents);
    while (left.size() > most) {
      mergeClosest(left);
    }
    return left;
  }

  /** The two that have the least between them when they are one. */
  private static void mergeClosest(List<Extent> extents) {
    long least = Long.MAX_VALUE;
    int one = 0;
    int other = 1;
    for (int i = 0; i < extents.size(); i++) {
      for (int k = i + 1; k < extents.size(); k++) {
        Extent a = extents.get(i);
        Extent b = extents.get(k);
        long between = a.with(b).area() - a.area() - b.area();
        if (between < least) {
          least = between;
          one = i;
          other = k;
        }
      }
    }
    Extent last = extents.remove(other);
    extents.set(one, extents.get(one).with(last));
  }
}
