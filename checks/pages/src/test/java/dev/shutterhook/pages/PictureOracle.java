package dev.shutterhook.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * What can be expected of a picture. Colours as {@link ColourName} has them, boxes as {@code
 * "x,y,width,height"}, numbers in device pixels.
 *
 * <table>
 * <caption>expectations</caption>
 * <tr><td>{@code width}, {@code height}<td>a number or {@code [least, most]}
 * <tr><td>{@code points}<td>{@code "x,y colour"}; a negative number counts from the far edge
 * <tr><td>{@code area}<td>for each colour the number of its pixels, or {@code [least, most]}
 * <tr><td>{@code bands}<td>{@code {height, count}}: the bands of shared/bands.html, each in its place
 * <tr><td>{@code differ}<td>pairs of boxes that must not look the same
 * <tr><td>{@code inked}<td>boxes in which something is written
 * <tr><td>{@code coloured}<td>boxes in which something is neither black, white nor grey
 * </table>
 */
final class PictureOracle {
  /** Of 255, for each channel: what blending and colour conversion may change. */
  private static final int TOLERANCE = 4;

  /** The same for jpeg and webp at their usual quality, inside of an even surface. */
  private static final int LOSSY_TOLERANCE = 24;

  /** The colours of two bands differ by 16 in some channel. */
  private static final int BAND_TOLERANCE = 15;

  /** Between the channels of a pixel that is not grey. */
  private static final int COLOURED = 64;

  /** Anti-aliasing alone differs in fewer pixels of two glyphs. */
  private static final double LEAST_DIFFERENCE = 0.02;

  /** A jpeg's blocks of chroma are 16 pixels wide: nearer to an edge two bands mix. */
  private static final int EDGE = 16;

  private final BufferedImage image;
  private final int tolerance;
  private final List<String> faults = new ArrayList<>();

  private PictureOracle(BufferedImage image, int tolerance) {
    this.image = image;
    this.tolerance = tolerance;
  }

  static List<String> judge(byte[] bytes, String format, JsonNode expect) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    if (image == null) {
      return List.of("the file is no " + format);
    }
    int tolerance = format.equals("png") ? TOLERANCE : LOSSY_TOLERANCE;
    return new PictureOracle(image, tolerance).judge(expect);
  }

  private List<String> judge(JsonNode expect) {
    Oracle.outside("width", expect.path("width"), image.getWidth()).ifPresent(faults::add);
    Oracle.outside("height", expect.path("height"), image.getHeight()).ifPresent(faults::add);
    expect.path("points").forEach(point -> point(point.asText()));
    for (Map.Entry<String, JsonNode> colour : expect.path("area").properties()) {
      long count = count(ColourName.argb(colour.getKey()));
      Oracle.outside("pixels of " + colour.getKey(), colour.getValue(), count)
          .ifPresent(faults::add);
    }
    if (expect.has("bands")) {
      bands(
          expect.path("bands").path("height").asInt(), expect.path("bands").path("count").asInt());
    }
    expect.path("differ").forEach(p -> differ(box(p.path(0).asText()), box(p.path(1).asText())));
    expect.path("inked").forEach(box -> inked(box(box.asText())));
    expect.path("coloured").forEach(box -> coloured(box(box.asText())));
    return faults;
  }

  private void point(String text) {
    String[] parts = text.split("[, ]", -1);
    int x = Integer.parseInt(parts[0]);
    int y = Integer.parseInt(parts[1]);
    int left = x < 0 ? image.getWidth() + x : x;
    int top = y < 0 ? image.getHeight() + y : y;
    if (left >= image.getWidth() || top >= image.getHeight()) {
      faults.add(text + " is outside of " + image.getWidth() + "x" + image.getHeight());
    } else if (!near(image.getRGB(left, top), ColourName.argb(parts[2]), tolerance)) {
      faults.add(text + " is " + Integer.toHexString(image.getRGB(left, top)));
    }
  }

  private long count(int colour) {
    long count = 0;
    int[] line = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, line.length, 1, line, 0, line.length);
      for (int pixel : line) {
        count += near(pixel, colour, tolerance) ? 1 : 0;
      }
    }
    return count;
  }

  /** The first band that is not where it belongs, on two lines down the page. */
  private void bands(int height, int count) {
    int edge = Math.min(EDGE, height / 4);
    for (int y = 0; y < Math.min(image.getHeight(), height * count); y++) {
      boolean inside = y % height >= edge && y % height < height - edge;
      for (int x : new int[] {image.getWidth() - 3, image.getWidth() * 2 / 3}) {
        int number = Band.number(image.getRGB(x, y));
        // What is very green loses its red in a webp: the number is another, the colour is near.
        boolean right =
            number == y / height
                || (tolerance == LOSSY_TOLERANCE
                    && near(image.getRGB(x, y), Band.colour(y / height), BAND_TOLERANCE));
        if (inside && !right) {
          faults.add("at " + x + "," + y + " band " + number + " is in the place of " + y / height);
          return;
        }
      }
    }
  }

  private void differ(Rectangle one, Rectangle other) {
    int different = 0;
    for (int i = 0; i < one.width * one.height; i++) {
      int a = image.getRGB(one.x + i % one.width, one.y + i / one.width);
      int b = image.getRGB(other.x + i % one.width, other.y + i / one.width);
      different += near(a, b, COLOURED) ? 0 : 1;
    }
    if (different < LEAST_DIFFERENCE * one.width * one.height) {
      faults.add(text(one) + " looks like " + text(other));
    }
  }

  private void inked(Rectangle box) {
    int paper = image.getRGB(box.x, box.y);
    int ink = 0;
    for (int i = 0; i < box.width * box.height; i++) {
      int pixel = image.getRGB(box.x + i % box.width, box.y + i / box.width);
      ink += near(pixel, paper, COLOURED) ? 0 : 1;
    }
    if (ink < LEAST_DIFFERENCE * box.width * box.height) {
      faults.add("nothing is written in " + text(box));
    }
  }

  private void coloured(Rectangle box) {
    for (int i = 0; i < box.width * box.height; i++) {
      int pixel = image.getRGB(box.x + i % box.width, box.y + i / box.width);
      int red = pixel >> 16 & 0xff;
      int green = pixel >> 8 & 0xff;
      int blue = pixel & 0xff;
      int most = Math.max(red, Math.max(green, blue));
      if (most - Math.min(red, Math.min(green, blue)) > COLOURED) {
        return;
      }
    }
    faults.add("there is no colour in " + text(box));
  }

  private static boolean near(int a, int b, int tolerance) {
    if (a == b) {
      return true;
    }
    for (int shift = 0; shift <= 24; shift += 8) {
      if (Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)) > tolerance) {
        return false;
      }
    }
    return true;
  }

  private Rectangle box(String text) {
    String[] parts = text.split(",", -1);
    Rectangle box =
        new Rectangle(
            Integer.parseInt(parts[0]),
            Integer.parseInt(parts[1]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]));
    Rectangle inside = box.intersection(new Rectangle(image.getWidth(), image.getHeight()));
    if (!inside.equals(box)) {
      faults.add(text + " is outside of " + image.getWidth() + "x" + image.getHeight());
      return new Rectangle(1, 1);
    }
    return box;
  }

  private static String text(Rectangle box) {
    return box.x + "," + box.y + "," + box.width + "," + box.height;
  }
}
