package dev.shutterhook.core.render;

/**
 * A rectangle of a picture, in its own pixels.
 *
 * @param x from the left, from 0
 * @param y from the top, from 0
 * @param width from 1
 * @param height from 1
 */
public record Box(int x, int y, int width, int height) {
  /** Further out is no picture: Chromium makes none of more pixels either way. */
  public static final int MAX_EDGE = 1 << 20;

  /** As JSON, with a comma. */
  public static final int MAX_JSON_BYTES = 60;

  public Box {
    if (x < 0 || y < 0 || x > MAX_EDGE || y > MAX_EDGE) {
      throw new IllegalArgumentException("a box lies between 0 and " + MAX_EDGE);
    }
    if (width < 1 || height < 1 || width > MAX_EDGE || height > MAX_EDGE) {
      throw new IllegalArgumentException("a box has 1 to " + MAX_EDGE + " pixels either way");
    }
  }

  /** The first column to its right. */
  public int right() {
    return x + width;
  }

  /** The first row beneath it. */
  public int bottom() {
    return y + height;
  }
}
