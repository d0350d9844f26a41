package dev.shutterhook.monitor.compare;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.PngjInputException;
import ar.com.hjg.pngj.chunks.PngChunkPLTE;
import ar.com.hjg.pngj.chunks.PngChunkTRNS;
import ar.com.hjg.pngj.chunks.PngMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a PNG's rows stand for. Of sixteen bits the upper eight count; a colour of
 * sixteen bits that is declared transparent is not.
 */
final class Samples {
  private static final int OPAQUE = 0xff000000;
  private static final int COLOURS = 256;
  private static final int NONE = -1;

  private final ImageInfo info;

  /** What a sample stands for where one is a whole colour: an entry of a palette, or a grey. */
  private final int[] colours;

  /** The colour that is, where pixels are red, green and blue. */
  private final int transparent;

  private Samples(ImageInfo info, int[] colours, int transparent) {
    this.info = info;
    this.colours = colours;
    this.transparent = transparent;
  }

  /** Of a file whose chunks before the pixels were read. */
  static Samples of(ImageInfo info, PngMetadata metadata) {
    PngChunkTRNS declared = metadata.getTRNS();
    PngChunkTRNS transparency = info.bitDepth > Byte.SIZE ? null : declared;
    if (info.indexed) {
      return new Samples(info, palette(metadata.getPLTE(), declared), NONE);
    }
    if (info.greyscale) {
      return new Samples(info, greys(info, transparency), NONE);
    }
    int key = info.alpha || transparency == null ? NONE : transparency.getRGB888() & ~OPAQUE;
    return new Samples(info, new int[0], key);
  }

  private static int[] palette(
      @Nullable PngChunkPLTE entries, @Nullable PngChunkTRNS transparency) {
    if (entries == null) {
      throw new PngjInputException("it has no palette");
    }
    int[] colours = new int[COLOURS];
    int[] alphas = transparency == null ? new int[0] : transparency.getPalletteAlpha();
    for (int i = 0; i < entries.getNentries(); i++) {
      int alpha = i < alphas.length ? alphas[i] : 0xff;
      colours[i] = (alpha << 24) | (entries.getEntry(i) & ~OPAQUE);
    }
    return colours;
  }

  private static int[] greys(ImageInfo info, @Nullable PngChunkTRNS transparency) {
    int[] colours = new int[COLOURS];
    int brightest = (1 << Math.min(info.bitDepth, Byte.SIZE)) - 1;
    for (int i = 0; i <= brightest; i++) {
      colours[i] = OPAQUE | (i * 0xff / brightest * 0x010101);
    }
    if (transparency != null && !info.alpha) {
      colours[transparency.getGray() & 0xff] &= ~OPAQUE;
    }
    return colours;
  }

  /** One row, a byte a sample, into the pixels from that one on. */
  void unpack(byte[] row, int[] pixels, int at) {
    switch (info.channels) {
      case 1 -> coloured(row, pixels, at);
      case 2 -> colouredWithAlpha(row, pixels, at);
      case 3 -> rgb(row, pixels, at);
      default -> rgba(row, pixels, at);
    }
  }

  private void coloured(byte[] row, int[] pixels, int at) {
    for (int x = 0; x < info.cols; x++) {
      pixels[at + x] = colours[row[x] & 0xff];
    }
  }

  private void colouredWithAlpha(byte[] row, int[] pixels, int at) {
    for (int x = 0; x < info.cols; x++) {
      pixels[at + x] = (colours[row[2 * x] & 0xff] & ~OPAQUE) | (row[2 * x + 1] << 24);
    }
  }

  private void rgb(byte[] row, int[] pixels, int at) {
    for (int x = 0, i = 0; x < info.cols; x++, i += 3) {
      int rgb = ((row[i] & 0xff) << 16) | ((row[i + 1] & 0xff) << 8) | (row[i + 2] & 0xff);
      pixels[at + x] = rgb == transparent ? rgb : OPAQUE | rgb;
    }
  }

  private void rgba(byte[] row, int[] pixels, int at) {
    for (int x = 0, i = 0; x < info.cols; x++, i += 4) {
      pixels[at + x] =
          (row[i + 3] << 24)
              | ((row[i] & 0xff) << 16)
              | ((row[i + 1] & 0xff) << 8)
              | (row[i + 2] & 0xff);
    }
  }
}
