package dev.shutterhook.render.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngStitcherTest {
  private final Random random = new Random(7);

  private BufferedImage noise(int type, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        // Smooth and rough parts, so that an encoder chooses other filters for other rows.
        int rough = y % 3 == 0 ? random.nextInt() : (x * 0x010203) ^ (y << 9);
        image.setRGB(x, y, 0xff000000 | rough);
      }
    }
    return image;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY
      })
  void joinsPicturesPixelByPixel(int type) throws IOException {
    BufferedImage whole = noise(type, 311, 700);
    int[] cuts = {0, 1, 3, 250, 699, 700};
    byte[] joined;
    try (PngStitcher stitcher = new PngStitcher(700)) {
      for (int i = 1; i < cuts.length; i++) {
        stitcher.add(png(whole.getSubimage(0, cuts[i - 1], 311, cuts[i] - cuts[i - 1])));
      }
      joined = stitcher.finish();
    }
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(joined));
    assertEquals(700, read.getHeight());
    assertArrayEquals(pixels(whole), pixels(read));
  }

  @Test
  void refusesAPictureOfAnotherWidth() throws IOException {
    byte[] wide = png(noise(BufferedImage.TYPE_INT_RGB, 20, 5));
    byte[] narrow = png(noise(BufferedImage.TYPE_INT_RGB, 19, 5));
    try (PngStitcher stitcher = new PngStitcher(10)) {
      stitcher.add(wide);
      assertThrows(IllegalArgumentException.class, () -> stitcher.add(narrow));
    }
  }

  @Test
  void refusesAPictureThatEndsTooSoon() throws IOException {
    byte[] png = png(noise(BufferedImage.TYPE_INT_RGB, 200, 200));
    try (PngStitcher stitcher = new PngStitcher(200)) {
      assertThrows(
          IllegalArgumentException.class, () -> stitcher.add(Arrays.copyOf(png, png.length / 2)));
    }
  }

  @Test
  void doesNotEndBeforeAllRowsCame() throws IOException {
    try (PngStitcher stitcher = new PngStitcher(6)) {
      stitcher.add(png(noise(BufferedImage.TYPE_INT_RGB, 20, 5)));
      assertThrows(IllegalStateException.class, stitcher::finish);
    }
  }

  @Test
  void undoesEveryFilter() {
    byte[] above = new byte[64];
    byte[] row = new byte[64];
    random.nextBytes(above);
    random.nextBytes(row);
    for (byte filter = PngFilter.NONE; filter <= PngFilter.PAETH; filter++) {
      byte[] filtered = filtered(filter, row, above);
      PngFilter.undo(filter, filtered, above, 4);
      assertArrayEquals(row, filtered, "filter " + filter);
    }
    byte unknown = 5;
    assertThrows(IllegalArgumentException.class, () -> PngFilter.undo(unknown, row, above, 4));
  }

  /** As the standard's own words have it (PNG, section 9.2). */
  private static byte[] filtered(byte filter, byte[] row, byte[] above) {
    byte[] out = new byte[row.length];
    IntStream.range(0, row.length)
        .forEach(
            i -> {
              int a = i < 4 ? 0 : row[i - 4] & 0xff;
              int b = above[i] & 0xff;
              int c = i < 4 ? 0 : above[i - 4] & 0xff;
              int p = a + b - c;
              int paeth =
                  Math.abs(p - a) <= Math.abs(p - b) && Math.abs(p - a) <= Math.abs(p - c)
                      ? a
                      : Math.abs(p - b) <= Math.abs(p - c) ? b : c;
              int[] guesses = {0, a, b, (a + b) / 2, paeth};
              out[i] = (byte) (row[i] - guesses[filter]);
            });
    return out;
  }
}
