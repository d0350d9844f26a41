package dev.shutterhook.monitor.compare;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;

/** A picture in the making, without the machine's fonts and painters: the same on each. */
final class Canvas {
  private static final int WHITE = 0xffffffff;

  /** Letters of 5 by 7 dots, five columns each, the lowest bit on top. */
  private static final long[] LETTERS = {
    0x7e1111117eL, 0x7f49494936L, 0x3e41414122L, 0x7f4141221cL, 0x7f49494941L, 0x7f09090901L,
    0x3e4149497aL, 0x7f0808087fL, 0x00417f4100L, 0x2040413f01L, 0x7f08142241L, 0x7f40404040L,
    0x7f020c027fL, 0x7f0408107fL, 0x3e4141413eL, 0x7f09090906L, 0x3e4151215eL, 0x7f09192946L
  };

  private static final int SUBPIXELS = 4;

  private final int width;
  private final int[] pixels;

  Canvas(int width, int height) {
    this.width = width;
    this.pixels = new int[width * height];
    Arrays.fill(pixels, WHITE);
  }

  private Canvas(Canvas like) {
    this.width = like.width;
    this.pixels = like.pixels.clone();
  }

  Canvas copy() {
    return new Canvas(this);
  }

  Picture picture() {
    return new Picture(width, pixels.length / width, pixels.clone());
  }

  /** Each pixel by its place. */
  Canvas each(IntBinaryOperator colour) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = colour.applyAsInt(i % width, i / width);
    }
    return this;
  }

  Canvas fill(int x, int y, int wide, int high, int colour) {
    for (int row = y; row < y + high; row++) {
      Arrays.fill(pixels, row * width + x, row * width + x + wide, colour);
    }
    return this;
  }

  /** Each channel by up to so many levels, by chance. */
  Canvas grain(int levels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < pixels.length; i++) {
      int grained = pixels[i] & 0xff000000;
      for (int shift = 0; shift < 24; shift += 8) {
        int level = (pixels[i] >> shift & 0xff) + random.nextInt(-levels, levels + 1);
        grained |= Math.clamp(level, 0, 255) << shift;
      }
      pixels[i] = grained;
    }
    return this;
  }

  /** Alphas by chance, the colours as they are. */
  Canvas veil(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return each((x, y) -> (pixels[y * width + x] & 0xffffff) | (random.nextInt(256) << 24));
  }

  /** A disc with smooth edges; the measures in quarters of a pixel. */
  Canvas disc(int x, int y, int radius, int colour) {
    return smooth(
        (column, row) -> {
          int across = column - x;
          int down = row - y;
          return across * across + down * down <= radius * radius ? 1 : 0;
        },
        colour);
  }

  /** A line with smooth edges, three pixels thick, from the left to the right edge. */
  Canvas line(int leftY, int rightY, int colour) {
    return smooth(
        (column, row) -> {
          int middle = leftY * SUBPIXELS + (rightY - leftY) * column / width;
          return Math.abs(row - middle) <= 6 ? 1 : 0;
        },
        colour);
  }

  /** Letters with smooth edges; the place and the size of a dot in quarters of a pixel. */
  Canvas text(int x, int y, int dot, String text, int colour) {
    return smooth(
        (column, row) -> {
          int across = Math.floorDiv(column - x, dot);
          int down = Math.floorDiv(row - y, dot);
          if (across < 0 || across >= 6 * text.length() || down < 0 || down > 6 || across % 6 > 4) {
            return 0;
          }
          long letter = LETTERS[text.charAt(across / 6) % LETTERS.length];
          return (int) (letter >> (8 * (4 - across % 6) + down) & 1);
        },
        colour);
  }

  private Canvas smooth(IntBinaryOperator inside, int colour) {
    int[] under = pixels.clone();
    return each(
        (x, y) -> {
          int covered = 0;
          for (int i = 0; i < SUBPIXELS * SUBPIXELS; i++) {
            int column = x * SUBPIXELS + i % SUBPIXELS;
            covered += inside.applyAsInt(column, y * SUBPIXELS + i / SUBPIXELS);
          }
          return mixed(under[y * width + x], colour, covered);
        });
  }

  private static int mixed(int under, int over, int covered) {
    int all = SUBPIXELS * SUBPIXELS;
    int mixed = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int one = under >>> shift & 0xff;
      int other = over >>> shift & 0xff;
      mixed |= (one + (other - one) * covered / all) << shift;
    }
    return mixed;
  }
}
