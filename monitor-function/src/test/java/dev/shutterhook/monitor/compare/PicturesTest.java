package dev.shutterhook.monitor.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.PngWriter;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PNGs are written by the JDK's own writer, and read by it too. */
class PicturesTest {
  private static final IndexColorModel PALETTE =
      new IndexColorModel(
          2, 3, new byte[] {10, 0, -1}, new byte[] {20, 0, -1}, new byte[] {30, -1, 0}, 1);

  private static Picture read(byte[] png) throws IOException {
    return assertInstanceOf(Pictures.Read.class, Pictures.read(new ByteArrayInputStream(png)))
        .picture();
  }

  private static byte[] written(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static BufferedImage painted(BufferedImage image) {
    Picture photo = Pair.all().getLast().before();
    Picture other = Pair.all().get(26).after();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int at = y * photo.width() + x;
        image.setRGB(x, y, x < 40 ? photo.pixels()[at] : other.pixels()[at]);
      }
    }
    return image;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void readsWhatTheJdkReads(int type) throws IOException {
    byte[] png = written(painted(new BufferedImage(133, 77, type)));
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(png));
    Picture picture = read(png);
    assertEquals(133, picture.width());
    assertEquals(77, picture.height());
    assertArrayEquals(expected.getRGB(0, 0, 133, 77, null, 0, 133), picture.pixels());
  }

  @Test
  void readsGreyAndPalettesOfFewBits() throws IOException {
    BufferedImage grey = new BufferedImage(300, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      grey.getRaster().setSample(x, 0, 0, x);
    }
    Picture read = read(written(grey));
    for (int x = 0; x < 256; x++) {
      assertEquals(0xff000000 | (x * 0x010101), read.pixels()[x]);
    }
    BufferedImage few = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, PALETTE);
    few.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {0, 1, 2});
    assertArrayEquals(new int[] {0xff0a141e, 0x000000ff, 0xffffff00}, read(written(few)).pixels());
  }

  @Test
  void takesTheUpperHalfOfSixteenBits() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PngWriter writer = new PngWriter(out, new ImageInfo(2, 1, 16, true));
    writer.writeRowInt(new int[] {0x1234, 0x5678, 0x9abc, 0xdef0, 0xff, 0xff00, 0, 0xffff});
    writer.end();
    assertArrayEquals(new int[] {0xde12569a, 0xff00ff00}, read(out.toByteArray()).pixels());
  }

  @Test
  void readsNothingOfWhatIsTooLarge() throws IOException {
    assertEquals(new Pictures.TooLarge(8_000, 3_277), Pictures.read(header(8_000, 3_277)));
    assertEquals(new Pictures.TooLarge(1, 65_536), Pictures.read(header(1, 65_536)));
    assertThrows(IOException.class, () -> Pictures.read(header(8_000, 3_276)));
  }

  /** A PNG that ends where its pixels would begin. */
  private static ByteArrayInputStream header(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PngWriter writer = new PngWriter(out, new ImageInfo(width, height, 8, false));
    writer.writeRowInt(new int[3 * width]);
    writer.getPixelsWriter().close();
    return new ByteArrayInputStream(out.toByteArray());
  }

  @Test
  void refusesWhatIsNoWholePng() throws IOException {
    byte[] png = written(painted(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB)));
    for (int length : new int[] {0, 4, 8, 20, 33, 60, png.length / 2}) {
      byte[] part = Arrays.copyOf(png, length);
      assertThrows(IOException.class, () -> read(part), length + " bytes");
    }
    byte[] spoilt = png.clone();
    spoilt[png.length / 2] ^= 0x10;
    assertThrows(IOException.class, () -> read(spoilt));
    assertThrows(
        IOException.class, () -> read("<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void refusesAPaletteThatIsMissing() {
    // Colour type 3 of one pixel, and its one row, but no PLTE.
    byte[] png =
        java.util.HexFormat.of()
            .parseHex(
                "89504e470d0a1a0a0000000d49484452000000010000000108030000002"
                    + "8cb34bb0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082");
    assertThrows(IOException.class, () -> read(png));
  }
}
