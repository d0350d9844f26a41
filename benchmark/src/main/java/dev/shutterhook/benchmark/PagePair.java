package dev.shutterhook.benchmark;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** What happens to a page of 1280 × 4000: a banner, a column of text, eight photographs. */
enum PagePair {
  LINE("one line of text is another"),
  TEXT("all text is another"),
  SHIFTED("the page begins 20 px further down"),
  GRAIN("every pixel is another, none by much");

  static final int WIDTH = 1280;
  static final int HEIGHT = 4000;

  private static final int LINE_HEIGHT = 24;
  private static final int CHANGED_LINE = 40;
  private static final int PHOTO_WIDTH = 380;
  private static final int PHOTO_HEIGHT = 300;

  private final String title;

  PagePair(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Writes both pages as PNGs into a folder of that pair. */
  Path write(Path into) throws IOException {
    Path folder = Files.createDirectories(into.resolve(name()));
    BufferedImage before = page(1, 0, -1);
    ImageIO.write(before, "png", folder.resolve("before.png").toFile());
    ImageIO.write(after(before), "png", folder.resolve("after.png").toFile());
    return folder;
  }

  private BufferedImage after(BufferedImage before) {
    return switch (this) {
      case LINE -> page(1, 0, CHANGED_LINE);
      case TEXT -> page(2, 0, -1);
      case SHIFTED -> page(1, 20, -1);
      case GRAIN -> grained(before);
    };
  }

  private static BufferedImage page(long seed, int down, int changedLine) {
    BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setPaint(new GradientPaint(0, 0, new Color(0x1e3c78), WIDTH, 0, new Color(0x78b4f0)));
    graphics.fillRect(0, down, WIDTH, 120);
    graphics.setColor(new Color(0x222222));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    Random random = new Random(seed);
    for (int line = 0; line < (HEIGHT - 200) / LINE_HEIGHT; line++) {
      String words = words(random);
      String drawn = line == changedLine ? words(new Random(99)) : words;
      graphics.drawString(drawn, 40, 180 + line * LINE_HEIGHT + down);
    }
    graphics.dispose();
    Random grain = new Random(7);
    for (int photo = 0; photo < 8; photo++) {
      photograph(page, 860, 200 + photo * 460 + down, photo, grain);
    }
    return page;
  }

  private static String words(Random random) {
    StringBuilder words = new StringBuilder();
    while (words.length() < 88) {
      random.ints(2L + random.nextInt(8), 'a', 'z' + 1).forEach(words::appendCodePoint);
      words.append(' ');
    }
    return words.toString();
  }

  private static void photograph(BufferedImage page, int left, int top, int phase, Random grain) {
    for (int y = 0; y < Math.min(PHOTO_HEIGHT, HEIGHT - top); y++) {
      for (int x = 0; x < PHOTO_WIDTH; x++) {
        double wave = Math.sin(x / 37.0 + phase) + Math.sin(y / 23.0) + Math.sin((x + y) / 51.0);
        int red = (int) (128 + 35 * wave) + grain.nextInt(20);
        int green = (int) (110 + 30 * Math.sin(wave)) + grain.nextInt(20);
        int blue = (int) (90 + 30 * Math.cos(wave)) + grain.nextInt(20);
        page.setRGB(left + x, top + y, (level(red) << 16) | (level(green) << 8) | level(blue));
      }
    }
  }

  private static BufferedImage grained(BufferedImage page) {
    BufferedImage grained = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int colour = page.getRGB(x, y);
        int by = random.nextBoolean() ? 9 : -9;
        grained.setRGB(
            x,
            y,
            (level((colour >> 16 & 0xff) + by) << 16)
                | (level((colour >> 8 & 0xff) - by) << 8)
                | level((colour & 0xff) + by));
      }
    }
    return grained;
  }

  private static int level(int level) {
    return Math.clamp(level, 0, 0xff);
  }
}
