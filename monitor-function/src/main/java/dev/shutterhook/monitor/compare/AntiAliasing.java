package dev.shutterhook.monitor.compare;

import dev.shutterhook.monitor.compare.PlainAreas.Row;

/**
 * Tells pixels that only smooth an edge, by "Anti-aliased Pixel and Intensity Slope Detector" (V.
 * Vysniauskas, 2009) as pixelmatch 7.2.0 has it: such a pixel has darker and brighter neighbours,
 * and the darkest or the brightest of them lies in a plain area in both pictures.
 *
 * <p>Pixelmatch orders neighbours by a double. Here it is a whole number, that double's exact value
 * times 10⁸: two colours of the same brightness are the same colour, so the order is the same.
 */
final class AntiAliasing {
  private static final long RED = 29_889_531;
  private static final long GREEN = 58_662_247;
  private static final long BLUE = 11_448_223;

  private static final int OPAQUE = 0xff000000;

  /** The bits of a rank that tell which neighbour it is. */
  private static final int LAST = 0xf;

  /** Neighbours, the pixel itself among them, are numbered column by column, three to each. */
  private static final int COLUMN = 3;

  private final Picture before;
  private final Picture after;
  private final int width;
  private final int height;
  private final PlainAreas areas;
  private final AnyAntiAliasing any;

  /** Of what both pictures have. */
  AntiAliasing(Picture before, Picture after, int width, int height) {
    this.before = before;
    this.after = after;
    this.width = width;
    this.height = height;
    this.areas = new PlainAreas(before, after, width, height);
    this.any = new AnyAntiAliasing(width, height);
  }

  /** Whether the pixel smooths an edge in one of the two pictures; to be asked row by row. */
  boolean at(int x, int y) {
    if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
      return any.smooths(before, after, x, y) || any.smooths(after, before, x, y);
    }
    Row row = areas.row(y);
    if (row.before(x) && row.after(x)) {
      return false;
    }
    Row above = areas.row(y - 1);
    Row beneath = areas.row(y + 1);
    return above.near(x) + row.near(x) + beneath.near(x) > 0
        && ((!row.before(x) && smooths(before, after, x, y))
            || (!row.after(x) && smooths(after, before, x, y)));
  }

  private boolean smooths(Picture picture, Picture other, int x, int y) {
    int[] pixels = picture.pixels();
    int stride = picture.width();
    int at = y * stride + x;
    // Column by column, as pixelmatch meets them: of those that are as bright the first counts.
    int n0 = pixels[at - stride - 1];
    int n1 = pixels[at - 1];
    int n2 = pixels[at + stride - 1];
    int n3 = pixels[at - stride];
    int n5 = pixels[at + stride];
    int n6 = pixels[at - stride + 1];
    int n7 = pixels[at + 1];
    int n8 = pixels[at + stride + 1];
    if ((pixels[at] & n0 & n1 & n2 & n3 & n5 & n6 & n7 & n8 & OPAQUE) != OPAQUE) {
      return any.smooths(picture, other, x, y);
    }
    long k0 = ranked(n0, 0);
    long k1 = ranked(n1, 1);
    long k2 = ranked(n2, 2);
    long k3 = ranked(n3, 3);
    long k5 = ranked(n5, 5);
    long k6 = ranked(n6, 6);
    long k7 = ranked(n7, 7);
    long k8 = ranked(n8, 8);
    long darkest =
        Math.min(
            Math.min(Math.min(k0, k1), Math.min(k2, k3)),
            Math.min(Math.min(k5, k6), Math.min(k7, k8)));
    long brightest =
        Math.max(
            Math.max(Math.max(k0 ^ LAST, k1 ^ LAST), Math.max(k2 ^ LAST, k3 ^ LAST)),
            Math.max(Math.max(k5 ^ LAST, k6 ^ LAST), Math.max(k7 ^ LAST, k8 ^ LAST)));
    long own = ranked(pixels[at], 0) >> 4;
    return darkest >> 4 < own
        && own < brightest >> 4
        && (plain(x, y, (int) darkest & LAST) || plain(x, y, (int) ~brightest & LAST));
  }

  private boolean plain(int x, int y, int neighbour) {
    Row row = areas.row(y + neighbour % COLUMN - 1);
    int column = x + neighbour / COLUMN - 1;
    return row.before(column) && row.after(column);
  }

  private static long ranked(int colour, int rank) {
    return (RED * (colour >>> 16 & 0xff) + GREEN * (colour >>> 8 & 0xff) + BLUE * (colour & 0xff))
            << 4
        | rank;
  }
}
