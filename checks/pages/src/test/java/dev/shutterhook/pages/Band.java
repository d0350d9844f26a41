package dev.shutterhook.pages;

/**
 * A band's colour says its number, in the upper half of each channel; the lower half is in the
 * middle, so that a lossy picture does not change the number. {@code shared/bands.html} paints
 * them.
 */
final class Band {
  private Band() {}

  static int number(int rgb) {
    int blue = rgb >> 4 & 15;
    int green = rgb >> 12 & 15;
    int red = rgb >> 20 & 15;
    return blue << 8 | red << 4 | green;
  }

  /** The colour that says a number, opaque. */
  static int colour(int number) {
    int blue = number >> 8 & 15;
    int red = number >> 4 & 15;
    int green = number & 15;
    return 0xff080808 | red << 20 | green << 12 | blue << 4;
  }
}
