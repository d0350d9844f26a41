package dev.shutterhook.render.picture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BlanknessTest {
  private static byte[] png(Consumer<Graphics2D> drawing) {
    BufferedImage image = new BufferedImage(1_280, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 1_280, 800);
    graphics.setColor(Color.BLACK);
    drawing.accept(graphics);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void oneColourIsBlank() {
    byte[] png = png(graphics -> {});
    assertTrue(Blankness.suspected(png.length, 1_280, 800));
    assertTrue(Blankness.of(png));
  }

  @Test
  void aSpeckIsBlank() {
    assertTrue(Blankness.of(png(graphics -> graphics.fillRect(700, 400, 4, 4))));
  }

  @Test
  void aShortLineIsNotBlank() {
    assertFalse(Blankness.of(png(graphics -> graphics.fillRect(700, 400, 60, 1))));
  }

  @Test
  void aSofterShadeOfTheSameColourIsNotBlankWhereItCanBeSeen() {
    assertTrue(Blankness.of(png(graphics -> shade(graphics, 250))));
    assertFalse(Blankness.of(png(graphics -> shade(graphics, 235))));
  }

  private static void shade(Graphics2D graphics, int grey) {
    graphics.setColor(new Color(grey, grey, grey));
    graphics.fillRect(100, 100, 300, 300);
  }

  @Test
  void manyBytesAreNotSuspected() {
    assertFalse(Blankness.suspected(100_000, 1_280, 800));
  }
}
