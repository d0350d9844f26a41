package dev.shutterhook.monitor;

import dev.shutterhook.core.render.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What a page looks like and says: white with boxes of colour. */
record Canvas(BufferedImage image, String text) {
  static final int WIDTH = 320;
  static final int HEIGHT = 200;

  static Canvas blank() {
    return blank(WIDTH, HEIGHT);
  }

  static Canvas blank(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return new Canvas(image, "\n");
  }

  static Canvas read(byte[] png) {
    try {
      return new Canvas(ImageIO.read(new ByteArrayInputStream(png)), "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with a box of that colour. */
  Canvas with(Box box, Color color) {
    BufferedImage other = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = other.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.setColor(color);
    graphics.fillRect(box.x(), box.y(), box.width(), box.height());
    graphics.dispose();
    return new Canvas(other, text);
  }

  /** The same, but it says that. */
  Canvas saying(String other) {
    return new Canvas(image, other);
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  byte[] png() {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
