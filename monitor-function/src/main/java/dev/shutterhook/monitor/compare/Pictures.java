package dev.shutterhook.monitor.compare;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.PngReaderByte;
import ar.com.hjg.pngj.PngjException;
import java.io.IOException;
import java.io.InputStream;

/** Pictures from PNG files of any kind (PNG, third edition). */
public final class Pictures {
  /**
   * Of one picture: 1280 × 20,480, which takes 100 MB. Two of them are compared, and the difference
   * is painted, in a heap of 400 MB of the serial collector, as Lambda gives to 512 MB.
   */
  public static final int MAX_PIXELS = 26_214_400;

  /** Pixels either way: what the highest page has. */
  public static final int MAX_EDGE = 65_535;

  private Pictures() {}

  /** What a file came to. */
  public sealed interface Reading {}

  /** A picture. */
  public record Read(Picture picture) implements Reading {}

  /** More pixels than are compared; none of them was read. */
  public record TooLarge(int width, int height) implements Reading {}

  /**
   * Reads a picture; the stream stays open.
   *
   * @throws IOException where it is no whole PNG, or cannot be read
   */
  public static Reading read(InputStream png) throws IOException {
    try {
      PngReaderByte reader = new PngReaderByte(png);
      reader.setShouldCloseStream(false);
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (PngjException e) {
      throw new IOException("no whole PNG: " + e.getMessage(), e);
    }
  }

  private static Reading read(PngReaderByte reader) {
    ImageInfo info = reader.imgInfo;
    if (info.getTotalPixels() > MAX_PIXELS || Math.max(info.cols, info.rows) > MAX_EDGE) {
      return new TooLarge(info.cols, info.rows);
    }
    Samples samples = Samples.of(info, reader.getMetadata());
    int[] pixels = new int[info.cols * info.rows];
    for (int row = 0; row < info.rows; row++) {
      samples.unpack(reader.readRowByte().getScanlineByte(), pixels, row * info.cols);
    }
    reader.end();
    return new Read(new Picture(info.cols, info.rows, pixels));
  }
}
