package dev.shutterhook.monitor.compare;

/**
 * How far two colours are apart, by "Measuring perceived color difference using YIQ NTSC
 * transmission color space in mobile applications" (Y. Kotsarenko, F. Ramos), in the very steps of
 * pixelmatch 7.2.0 (ISC, V. Agafonkin): the same doubles come out. What shines through is blended
 * with its checkerboard, whose colour follows from the pixel's place.
 */
final class Yiq {
  /** The most that {@link #apart} gives: of black and white. */
  static final double MOST = 35_215;

  /**
   * A float has 24 bits: y, i and q are off by less than 10⁻⁴ each, and what is made of their
   * squares by less than half of this.
   */
  static final double ROUNDING = 0.1;

  private static final double RED_Y = 0.29889531;
  private static final double GREEN_Y = 0.58662247;
  private static final double BLUE_Y = 0.11448223;

  private static final int OPAQUE = 0xff000000;

  /** Of red, green and blue of the background, the least and the step. */
  private static final int DARK = 48;

  private static final int STEP = 159;
  private static final double GOLDEN = 1.618033988749895;
  private static final double GOLDEN_SQUARED = 2.618033988749895;

  private Yiq() {}

  /**
   * The squared distance of two colours.
   *
   * @param place of the pixel, counted row by row
   */
  static double apart(int one, int other, int place) {
    if ((one & other & OPAQUE) != OPAQUE) {
      return blended(one, other, place);
    }
    return squared(red(one) - red(other), green(one) - green(other), blue(one) - blue(other));
  }

  /**
   * The squared distances of opaque colours in floats: no further from {@link #apart} than {@link
   * #ROUNDING}. Without a branch, so that the compiler reckons several at once.
   */
  static void estimate(int[] ones, int from, int[] others, int otherFrom, float[] into, int count) {
    for (int x = 0; x < count; x++) {
      int one = ones[from + x];
      int other = others[otherFrom + x];
      float red = (one >>> 16 & 0xff) - (other >>> 16 & 0xff);
      float green = (one >>> 8 & 0xff) - (other >>> 8 & 0xff);
      float blue = (one & 0xff) - (other & 0xff);
      float y = red * 0.2988953f + green * 0.5866225f + blue * 0.1144822f;
      float i = red * 0.595978f - green * 0.2741761f - blue * 0.3218019f;
      float q = red * 0.2114702f - green * 0.5226171f + blue * 0.3111469f;
      into[x] = 0.5053f * y * y + 0.299f * i * i + 0.1957f * q * q;
    }
  }

  /** Whether all of these are opaque in both. */
  static boolean opaque(int[] ones, int from, int[] others, int otherFrom, int count) {
    int alphas = OPAQUE;
    for (int x = 0; x < count; x++) {
      alphas &= ones[from + x] & others[otherFrom + x];
    }
    return alphas == OPAQUE;
  }

  private static double blended(int one, int other, int place) {
    return squared(
        difference(red(one), red(other), one, other, DARK),
        difference(green(one), green(other), one, other, background(place, GOLDEN)),
        difference(blue(one), blue(other), one, other, background(place, GOLDEN_SQUARED)));
  }

  private static double squared(double red, double green, double blue) {
    double y = red * RED_Y + green * GREEN_Y + blue * BLUE_Y;
    double i = red * 0.59597799 - green * 0.27417610 - blue * 0.32180189;
    double q = red * 0.21147017 - green * 0.52261711 + blue * 0.31114694;
    return 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q;
  }

  /** How much brighter the first is than the other; negative where it is darker. */
  static double brighter(int one, int other, int place) {
    if ((one & other & OPAQUE) == OPAQUE) {
      return (red(one) - red(other)) * RED_Y
          + (green(one) - green(other)) * GREEN_Y
          + (blue(one) - blue(other)) * BLUE_Y;
    }
    return difference(red(one), red(other), one, other, DARK) * RED_Y
        + difference(green(one), green(other), one, other, background(place, GOLDEN)) * GREEN_Y
        + difference(blue(one), blue(other), one, other, background(place, GOLDEN_SQUARED))
            * BLUE_Y;
  }

  /** Of one channel, each blended with the background. */
  private static double difference(int mine, int theirs, int one, int other, int background) {
    int alpha = one >>> 24;
    int otherAlpha = other >>> 24;
    return (mine * alpha - theirs * otherAlpha - background * (alpha - otherAlpha)) / 255.0;
  }

  /** Pixelmatch counts in bytes, four to a pixel. */
  private static int background(int place, double ratio) {
    return DARK + STEP * ((int) (4 * place / ratio) % 2);
  }

  private static int red(int colour) {
    return colour >>> 16 & 0xff;
  }

  private static int green(int colour) {
    return colour >>> 8 & 0xff;
  }

  private static int blue(int colour) {
    return colour & 0xff;
  }
}
