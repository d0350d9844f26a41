package dev.shutterhook.monitor.compare;

/** Where a picture is plain: 1 for a pixel with three neighbours or more of its very colour. */
final class PlainRow {
  private static final int NEIGHBOURS = 8;

  /** So many are not enough. */
  private static final int FEW = 2;

  private final Picture picture;
  private final int width;
  private final int height;

  /** Of that part of a picture; what is further out is no neighbour. */
  PlainRow(Picture picture, int width, int height) {
    this.picture = picture;
    this.width = width;
    this.height = height;
  }

  /** Writes 0 or 1 for each pixel of a row. */
  void find(int y, float[] into) {
    int stride = picture.width();
    int row = y * stride;
    if (y == 0 || y == height - 1 || width < 3 || !opaque(row - stride, row + stride)) {
      for (int x = 0; x < width; x++) {
        into[x] = oneByOne(x, y);
      }
    } else {
      into[0] = oneByOne(0, y);
      into[width - 1] = oneByOne(width - 1, y);
      inside(picture.pixels(), stride, row, width - 1, into);
    }
  }

  private boolean opaque(int above, int beneath) {
    int[] pixels = picture.pixels();
    return Yiq.opaque(pixels, above, pixels, beneath, width)
        && Yiq.opaque(pixels, above + picture.width(), pixels, beneath, width);
  }

  /**
   * Without a branch, so that the compiler counts several pixels at once; into floats, because it
   * knows then that no pixel is written over. Opaque colours differ by what is not negative.
   */
  private static void inside(int[] pixels, int stride, int row, int last, float[] into) {
    for (int x = 1; x < last; x++) {
      int at = row + x;
      int colour = pixels[at];
      int others =
          Math.min(1, colour ^ pixels[at - 1])
              + Math.min(1, colour ^ pixels[at + 1])
              + Math.min(1, colour ^ pixels[at - stride - 1])
              + Math.min(1, colour ^ pixels[at - stride])
              + Math.min(1, colour ^ pixels[at - stride + 1])
              + Math.min(1, colour ^ pixels[at + stride - 1])
              + Math.min(1, colour ^ pixels[at + stride])
              + Math.min(1, colour ^ pixels[at + stride + 1]);
      into[x] = (others - NEIGHBOURS + FEW) >>> 31;
    }
  }

  /** Any pixel. The edge counts for one neighbour of the same colour. */
  private int oneByOne(int x, int y) {
    int[] pixels = picture.pixels();
    int colour = pixels[y * picture.width() + x];
    int same = x == 0 || y == 0 || x == width - 1 || y == height - 1 ? 0 : -1;
    for (int row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
      for (int column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
        same += pixels[row * picture.width() + column] == colour ? 1 : 0;
      }
    }
    return same > FEW ? 1 : 0;
  }
}
