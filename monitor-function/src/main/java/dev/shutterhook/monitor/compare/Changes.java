package dev.shutterhook.monitor.compare;

import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.render.Box;
import java.util.List;

/**
 * Which pixels of two pictures differ; of as many columns and rows as the larger of them has. A
 * value: safe for several threads.
 */
public final class Changes {
  private final int width;
  private final int heightDelta;
  private final Rows rows;
  private final long count;

  Changes(int width, int heightDelta, Rows rows) {
    this.width = width;
    this.heightDelta = heightDelta;
    this.rows = rows;
    this.count = rows.count();
  }

  public int width() {
    return width;
  }

  public int height() {
    return rows.height();
  }

  /** By how many rows the later picture is higher; negative where it is lower. */
  public int heightDelta() {
    return heightDelta;
  }

  /** How many pixels differ. */
  public long count() {
    return count;
  }

  /** Which share of all pixels of the larger width and the larger height differs, 0 to 1. */
  public double ratio() {
    return (double) count / ((long) width * rows.height());
  }

  /** Whether that pixel differs; outside of the pictures none does. */
  public boolean at(int x, int y) {
    return x >= 0 && y >= 0 && rows.at(x, y);
  }

  /**
   * What differs in both: of this one's size. Rows that were added or lost count as far as they
   * were both times.
   */
  public Changes and(Changes other) {
    return new Changes(width, both(heightDelta, other.heightDelta), rows.and(other.rows));
  }

  private static int both(int one, int other) {
    if (Integer.signum(one) != Integer.signum(other)) {
      return 0;
    }
    return Math.abs(one) < Math.abs(other) ? one : other;
  }

  /** Where, the largest first, at most {@value Diff#MAX_REGIONS}: every change lies in one. */
  public List<Region> regions() {
    return Clusters.of(rows, width, Diff.MAX_REGIONS).stream().map(Extent::region).toList();
  }

  /**
   * Where, with room around it.
   *
   * @param most boxes, from 1
   * @param margin pixels on each side, from 0, as far as the picture reaches
   */
  public List<Box> boxes(int most, int margin) {
    return Clusters.of(rows, width, most).stream()
        .map(extent -> extent.widened(margin, width, rows.height()).box())
        .toList();
  }

  Rows rows() {
    return rows;
  }
}
