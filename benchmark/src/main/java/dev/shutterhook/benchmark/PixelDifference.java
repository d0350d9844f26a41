package dev.shutterhook.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.StringJoiner;
import javax.imageio.ImageIO;

/** How many pixels of two pictures are not the same. */
final class PixelDifference {
  private PixelDifference() {}

  /** The first picture beside each of the others. */
  static String among(Map<String, Path> pictures) throws IOException {
    Iterator<Map.Entry<String, Path>> entries = pictures.entrySet().iterator();
    Map.Entry<String, Path> first = entries.next();
    BufferedImage ours = ImageIO.read(first.getValue().toFile());
    StringJoiner text = new StringJoiner(", ");
    text.add(first.getKey() + " " + ours.getWidth() + " x " + ours.getHeight());
    while (entries.hasNext()) {
      Map.Entry<String, Path> other = entries.next();
      text.add(other.getKey() + " " + between(ours, ImageIO.read(other.getValue().toFile())));
    }
    return text.toString();
  }

  private static String between(BufferedImage one, BufferedImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return "has %d x %d".formatted(other.getWidth(), other.getHeight());
    }
    long count = 0;
    int levels = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        int apart = levels(one.getRGB(x, y), other.getRGB(x, y));
        count += apart == 0 ? 0 : 1;
        levels = Math.max(levels, apart);
      }
    }
    return "differs in " + count + " pixels" + (count == 0 ? "" : " by " + levels + " of 255");
  }

  /** How far the channel is apart in which two pixels differ most. */
  private static int levels(int one, int other) {
    int most = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      most = Math.max(most, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
    }
    return most;
  }
}
