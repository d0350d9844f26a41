package dev.shutterhook.render.picture;

/** Whether a picture is of one colour, or nearly. */
public final class Blankness {
  /**
   * Bytes per pixel from which on a picture cannot be blank. Measured: a blank page of 1280 x 800
   * has 0.0046 as PNG and 0.0066 as JPEG; a quality of 100 and dust may have some times as many.
   */
  static final double MAX_BYTES_PER_PIXEL = 0.03;

  /** Head and tables of a file, which small pictures consist of. */
  static final int HEAD_BYTES = 2_048;

  /** A channel may differ by so much: what a lossy format leaves around an edge. */
  static final int TOLERANCE = 12;

  /** One pixel in so many may differ: a dot of dust. One letter of text is more on any screen. */
  static final int PIXELS_PER_SPECK = 50_000;

  private Blankness() {}

  /** Whether a picture has so few bytes for its pixels that it is worth a look. */
  public static boolean suspected(long bytes, int width, int height) {
    return bytes - HEAD_BYTES < MAX_BYTES_PER_PIXEL * width * height;
  }

  /** Looks at the pixels of a PNG, until enough of them differ from its first. */
  public static boolean of(byte[] png) {
    try (PngData data = new PngData(png)) {
      PngHeader header = data.header();
      int pixel = header.bytesPerPixel();
      long specks = Math.max(1, (long) header.width() * header.height() / PIXELS_PER_SPECK);
      byte[] filter = new byte[1];
      byte[] row = new byte[header.stride()];
      byte[] above = new byte[header.stride()];
      byte[] first = new byte[pixel];
      long different = 0;
      for (int y = 0; y < header.height() && different <= specks; y++) {
        if (data.read(filter, 0, 1) + data.read(row, 0, row.length) <= row.length) {
          throw new IllegalArgumentException("a PNG that ends too soon");
        }
        PngFilter.undo(filter[0], row, above, pixel);
        if (y == 0) {
          System.arraycopy(row, 0, first, 0, pixel);
        }
        different += differing(row, first);
        byte[] free = above;
        above = row;
        row = free;
      }
      return different <= specks;
    }
  }

  private static int differing(byte[] row, byte[] colour) {
    int count = 0;
    for (int i = 0; i < row.length; i += colour.length) {
      boolean same = true;
      for (int c = 0; c < colour.length; c++) {
        same &= Math.abs((row[i + c] & 0xff) - (colour[c] & 0xff)) <= TOLERANCE;
      }
      count += same ? 0 : 1;
    }
    return count;
  }
}
