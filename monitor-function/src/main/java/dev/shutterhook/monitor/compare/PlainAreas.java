package dev.shutterhook.monitor.compare;

/**
 * Where two pictures are plain, as {@link PlainRow} has it: a row and those above and beneath it.
 * Rows are to be asked for from the top; each is found once.
 */
final class PlainAreas {
  /** A power of two; three rows at a time are asked for. */
  private static final int KEPT = 4;

  private final PlainRow before;
  private final PlainRow after;
  private final Row[] rows = new Row[KEPT];

  PlainAreas(Picture before, Picture after, int width, int height) {
    this.before = new PlainRow(before, width, height);
    this.after = new PlainRow(after, width, height);
    for (int i = 0; i < KEPT; i++) {
      rows[i] = new Row(width);
    }
  }

  /** A row, until the fourth after it is asked for. */
  Row row(int y) {
    Row row = rows[y & KEPT - 1];
    if (row.y != y) {
      row.y = y;
      before.find(y, row.before);
      after.find(y, row.after);
    }
    return row;
  }

  /** One row: 1 where a picture is plain, else 0. */
  static final class Row {
    private final float[] before;
    private final float[] after;
    private int y = -1;

    private Row(int width) {
      before = new float[width];
      after = new float[width];
    }

    boolean before(int x) {
      return before[x] > 0;
    }

    boolean after(int x) {
      return after[x] > 0;
    }

    /** Above 0 where a pixel or its neighbour on either side is plain in both pictures. */
    float near(int x) {
      return before[x - 1] * after[x - 1] + before[x] * after[x] + before[x + 1] * after[x + 1];
    }
  }
}
