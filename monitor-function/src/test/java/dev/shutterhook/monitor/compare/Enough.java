package dev.shutterhook.monitor.compare;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineByte;
import ar.com.hjg.pngj.PngWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The whole way of a comparison in a JVM of its own: two files, and where the difference goes. */
final class Enough {
  private Enough() {}

  public static void main(String[] files) throws IOException {
    Picture before = read(Path.of(files[0]));
    Picture after = read(Path.of(files[1]));
    Changes changes = Comparison.compare(before, after, List.of(), 0.1);
    byte[] picture = DiffPicture.write(before, after, changes);
    Files.write(Path.of(files[2]), picture);
    if (!(Pictures.read(new ByteArrayInputStream(picture)) instanceof Pictures.Read)) {
      throw new IOException("the difference cannot be read");
    }
    System.out.println(changes.count() + " " + changes.heightDelta());
  }

  private static Picture read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ((Pictures.Read) Pictures.read(in)).picture();
    }
  }

  /** Writes a page of which an eighth is grain, which no compression makes small, with a box. */
  static void write(Path file, int width, int height, int boxY) throws IOException {
    ImageInfo info = new ImageInfo(width, height, 8, false);
    SplittableRandom random = new SplittableRandom(1);
    byte[] row = new byte[3 * width];
    try (OutputStream out = Files.newOutputStream(file)) {
      PngWriter writer = new PngWriter(out, info);
      writer.setCompLevel(1);
      for (int y = 0; y < height; y++) {
        Arrays.fill(row, (byte) 240);
        if (y % 400 < 50) {
          random.nextBytes(row);
        }
        if (y >= boxY && y < boxY + 100) {
          Arrays.fill(row, 0, 300, (byte) 0);
        }
        writer.writeRow(new ImageLineByte(info, row));
      }
      writer.end();
    }
  }
}
