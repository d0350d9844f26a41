package dev.shutterhook.monitor.compare;

/** A picture in memory, four bytes a pixel. */
public final class Picture {
  private final int width;
  private final int height;
  private final int[] pixels;

  /**
   * A picture of pixels that nobody writes to any more: there are millions, and they are not
   * copied.
   *
   * @param width pixels, from 1
   * @param height pixels, from 1
   * @param pixels row by row, each as {@code 0xAARRGGBB}, its colour not multiplied by its alpha
   */
  public Picture(int width, int height, int[] pixels) {
    if (width < 1 || height < 1 || (long) width * height != pixels.length) {
      throw new IllegalArgumentException("a picture has width times height pixels");
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Row by row, each as {@code 0xAARRGGBB}; not to be written to. */
  public int[] pixels() {
    return pixels;
  }
}
