package dev.shutterhook.monitor.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The pictures are read by the JDK's own reader. */
class DiffPictureTest {
  private static final int BLACK = 0xff000000;
  private static final int FRAME = 0xff0b3fd9;

  private static BufferedImage painted(Picture before, Picture after) throws IOException {
    Changes changes = Comparison.compare(before, after, List.of(), 0.1);
    return ImageIO.read(new ByteArrayInputStream(DiffPicture.write(before, after, changes)));
  }

  private static boolean isRed(int colour) {
    return (colour >> 16 & 0xff) > (colour & 0xff) + 100 && (colour >> 8 & 0xff) < 0x60;
  }

  private static boolean isGrey(int colour) {
    return (colour & 0xff) == (colour >> 8 & 0xff) && (colour & 0xff) == (colour >> 16 & 0xff);
  }

  @Test
  void showsChangesInRedAndTheRestInPaleGrey() throws IOException {
    for (Pair pair : Pair.all()) {
      Changes changes = Comparison.compare(pair.before(), pair.after(), List.of(), 0.1);
      BufferedImage image = painted(pair.before(), pair.after());
      assertEquals(changes.width(), image.getWidth());
      assertEquals(changes.height(), image.getHeight());
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int colour = image.getRGB(x, y);
          assertTrue(
              colour == FRAME || (changes.at(x, y) ? isRed(colour) : isGrey(colour)),
              pair.name() + " " + x + " " + y);
          assertTrue(colour == FRAME || isRed(colour) || (colour & 0xff) >= 150, "too dark");
        }
      }
    }
  }

  @Test
  void framesARegionWithoutCoveringIt() throws IOException {
    Canvas page = new Canvas(200, 150);
    BufferedImage image =
        painted(page.picture(), page.copy().fill(60, 50, 40, 20, BLACK).picture());
    for (int x = 54; x < 106; x++) {
      assertEquals(FRAME, image.getRGB(x, 45));
      assertEquals(FRAME, image.getRGB(x, 74));
    }
    for (int y = 44; y < 76; y++) {
      assertEquals(FRAME, image.getRGB(55, y));
      assertEquals(FRAME, image.getRGB(104, y));
    }
    assertTrue(isRed(image.getRGB(60, 50)) && isRed(image.getRGB(99, 69)));
    assertEquals(0xffffffff, image.getRGB(58, 48));
    assertEquals(0xffffffff, image.getRGB(53, 45));
  }

  @Test
  void framesWhatLiesAtTheEdge() throws IOException {
    Canvas page = new Canvas(80, 60);
    BufferedImage image = painted(page.picture(), page.copy().fill(0, 0, 10, 10, BLACK).picture());
    assertTrue(isRed(image.getRGB(0, 0)));
    assertEquals(FRAME, image.getRGB(0, 14));
    assertEquals(FRAME, image.getRGB(14, 0));
  }

  @Test
  void showsWhatAPageHasLost() throws IOException {
    Canvas high = new Canvas(80, 90).fill(20, 60, 10, 10, BLACK);
    BufferedImage image = painted(high.picture(), new Canvas(80, 40).picture());
    assertEquals(90, image.getHeight());
    assertTrue(isRed(image.getRGB(50, 70)) && isRed(image.getRGB(25, 65)));
    assertTrue((image.getRGB(25, 65) & 0xff) < (image.getRGB(50, 70) & 0xff));
  }

  @Test
  void isWhiteWhereNeitherPageIs() throws IOException {
    BufferedImage image = painted(new Canvas(300, 40).picture(), new Canvas(60, 200).picture());
    assertEquals(0xffffffff, image.getRGB(290, 190));
  }
}
