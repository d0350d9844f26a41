package dev.shutterhook.monitor.compare;

/**
 * {@link AntiAliasing} for every pixel: at the edge of the picture, and where something shines
 * through. Step by step as pixelmatch has it.
 *
 * @param width of what both pictures have; further out is no neighbour
 * @param height likewise
 */
record AnyAntiAliasing(int width, int height) {
  /** A pixel with more neighbours of its own colour lies in a plain area. */
  private static final int PLAIN = 2;

  /** Whether the pixel smooths an edge in the first of the two pictures. */
  boolean smooths(Picture picture, Picture other, int x, int y) {
    if (plain(picture, x, y)) {
      return false;
    }
    int[] pixels = picture.pixels();
    int stride = picture.width();
    int centre = pixels[y * stride + x];
    int place = y * width + x;
    int right = Math.min(x + 1, width - 1);
    int bottom = Math.min(y + 1, height - 1);
    int same = edge(x, y);
    double darkest = 0;
    double brightest = 0;
    int darkX = 0;
    int darkY = 0;
    int brightX = 0;
    int brightY = 0;
    for (int column = Math.max(x - 1, 0); column <= right; column++) {
      for (int row = Math.max(y - 1, 0); row <= bottom; row++) {
        int colour = pixels[row * stride + column];
        // The pixel itself is met too: it is counted beforehand.
        double apart = colour == centre ? 0 : Yiq.brighter(centre, colour, place);
        if (apart == 0) {
          same++;
        } else if (apart < darkest) {
          darkest = apart;
          darkX = column;
          darkY = row;
        } else if (apart > brightest) {
          brightest = apart;
          brightX = column;
          brightY = row;
        }
      }
    }
    if (same - 1 > PLAIN || darkest == 0 || brightest == 0) {
      return false;
    }
    return (plain(picture, darkX, darkY) && plain(other, darkX, darkY))
        || (plain(picture, brightX, brightY) && plain(other, brightX, brightY));
  }

  /** Whether the pixel has three neighbours or more of its very colour. */
  private boolean plain(Picture picture, int x, int y) {
    int[] pixels = picture.pixels();
    int stride = picture.width();
    int centre = pixels[y * stride + x];
    int right = Math.min(x + 1, width - 1);
    int bottom = Math.min(y + 1, height - 1);
    int same = edge(x, y) - 1;
    for (int row = Math.max(y - 1, 0); row <= bottom; row++) {
      for (int column = Math.max(x - 1, 0); column <= right; column++) {
        same += pixels[row * stride + column] == centre ? 1 : 0;
      }
    }
    return same > PLAIN;
  }

  /** At the edge of the picture there is one neighbour of the same colour more. */
  private int edge(int x, int y) {
    return x == 0 || y == 0 || x == width - 1 || y == height - 1 ? 1 : 0;
  }
}
