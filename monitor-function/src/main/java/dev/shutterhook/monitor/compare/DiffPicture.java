package dev.shutterhook.monitor.compare;

import ar.com.hjg.pngj.FilterType;
import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineByte;
import ar.com.hjg.pngj.PngWriter;
import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.render.Box;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A picture of a difference: the new page in pale grey, changed pixels in red, a frame around each
 * region. Where only the old page had something, that is shown.
 */
public final class DiffPicture {
  /** Of a page of 1280 × 4000 level 6 took 1.4 to 1.6 times as long for 3 % fewer bytes. */
  private static final int COMPRESSION = 4;

  private final Picture before;
  private final Picture after;
  private final Changes changes;
  private final Frames frames;

  private DiffPicture(Picture before, Picture after, Changes changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
    this.frames = new Frames(changes.regions().stream().map(Region::box).toList());
  }

  /** The bytes of a PNG of the changes' size. */
  public static byte[] write(Picture before, Picture after, Changes changes) {
    return new DiffPicture(before, after, changes).png();
  }

  private byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageInfo info =
        new ImageInfo(changes.width(), changes.height(), Byte.SIZE, false, false, true);
    PngWriter writer = new PngWriter(out, info);
    writer.setFilterType(FilterType.FILTER_NONE);
    writer.setCompLevel(COMPRESSION);
    Shade.declare(writer.getMetadata().createPLTEChunk());
    byte[] row = new byte[info.cols];
    for (int y = 0; y < info.rows; y++) {
      paint(row, y);
      writer.writeRow(new ImageLineByte(info, row));
    }
    writer.end();
    return out.toByteArray();
  }

  private void paint(byte[] row, int y) {
    Arrays.fill(row, Shade.NOTHING);
    paint(row, y, before);
    paint(row, y, after);
    long[] words = changes.rows().row(y);
    for (int i = 0; i < words.length; i++) {
      for (long word = words[i]; word != 0; word &= word - 1) {
        int x = (i << 6) + Long.numberOfTrailingZeros(word);
        row[x] = Shade.changed(row[x]);
      }
    }
    frames.paint(row, y, Shade.FRAME);
  }

  private static void paint(byte[] row, int y, Picture picture) {
    if (y < picture.height()) {
      int from = y * picture.width();
      for (int x = 0; x < picture.width(); x++) {
        row[x] = Shade.pale(picture.pixels()[from + x]);
      }
    }
  }

  /** Lines around boxes. */
  private record Frames(List<Box> boxes) {
    /** Pixels between a box and its line. */
    private static final int GAP = 3;

    private static final int THICK = 3;

    void paint(byte[] row, int y, byte colour) {
      for (Box box : boxes) {
        int outerTop = box.y() - GAP - THICK;
        int outerBottom = box.bottom() + GAP + THICK;
        if (y >= outerTop && y < outerBottom) {
          boolean across = y < outerTop + THICK || y >= outerBottom - THICK;
          int left = box.x() - GAP - THICK;
          int right = box.right() + GAP + THICK;
          fill(row, left, across ? right : left + THICK, colour);
          fill(row, across ? right : right - THICK, right, colour);
        }
      }
    }

    private static void fill(byte[] row, int from, int to, byte colour) {
      for (int x = Math.max(0, from); x < Math.min(row.length, to); x++) {
        row[x] = colour;
      }
    }
  }
}
