package dev.shutterhook.render.picture;

/** How a row of a PNG is told by what is left of it and above it (PNG, section 9). */
final class PngFilter {
  static final byte NONE = 0;
  static final byte SUB = 1;
  static final byte UP = 2;
  static final byte AVERAGE = 3;
  static final byte PAETH = 4;

  private PngFilter() {}

  /**
   * Makes a filtered row pixels again, in its place.
   *
   * @param filter the byte before the row
   * @param row its pixels' bytes
   * @param above the pixels of the row above; zeros for the first
   * @param pixel bytes per pixel
   */
  static void undo(byte filter, byte[] row, byte[] above, int pixel) {
    switch (filter) {
      case NONE -> {}
      case SUB -> {
        for (int i = pixel; i < row.length; i++) {
          row[i] += row[i - pixel];
        }
      }
      case UP -> {
        for (int i = 0; i < row.length; i++) {
          row[i] += above[i];
        }
      }
      case AVERAGE -> {
        for (int i = 0; i < row.length; i++) {
          int left = i < pixel ? 0 : row[i - pixel] & 0xff;
          row[i] += (byte) ((left + (above[i] & 0xff)) / 2);
        }
      }
      case PAETH -> {
        for (int i = 0; i < row.length; i++) {
          int left = i < pixel ? 0 : row[i - pixel] & 0xff;
          int corner = i < pixel ? 0 : above[i - pixel] & 0xff;
          row[i] += (byte) nearest(left, above[i] & 0xff, corner);
        }
      }
      default -> throw new IllegalArgumentException("a PNG with an unknown filter");
    }
  }

  private static int nearest(int left, int above, int corner) {
    int guess = left + above - corner;
    int toLeft = Math.abs(guess - left);
    int toAbove = Math.abs(guess - above);
    int toCorner = Math.abs(guess - corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }
    return toAbove <= toCorner ? above : corner;
  }
}
