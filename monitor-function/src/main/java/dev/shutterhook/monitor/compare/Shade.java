package dev.shutterhook.monitor.compare;

import ar.com.hjg.pngj.chunks.PngChunkPLTE;

/**
 * The colours of a picture of a difference: one byte a pixel is a quarter of the work. Pale greys
 * first, then as many reds, then the frame's.
 */
final class Shade {
  private static final int LEVELS = 120;

  /** Where no page is. */
  static final byte NOTHING = LEVELS - 1;

  static final byte FRAME = (byte) (2 * LEVELS);

  /** The darkest grey: black, as far as it is pale. */
  private static final int DARKEST = 150;

  private static final int FRAME_COLOUR = 0x0b3fd9;

  private Shade() {}

  static void declare(PngChunkPLTE palette) {
    palette.setNentries(2 * LEVELS + 1);
    for (int i = 0; i < LEVELS; i++) {
      int grey = DARKEST + i * (0xff - DARKEST) / (LEVELS - 1);
      palette.setEntry(i, grey, grey, grey);
      // From a deep red to a light one: what stands there stays legible.
      int light = i * 0x50 / (LEVELS - 1);
      palette.setEntry(LEVELS + i, 0xa0 + i * 0x5f / (LEVELS - 1), light, light);
    }
    palette.setEntry(2 * LEVELS, FRAME_COLOUR >> 16, FRAME_COLOUR >> 8 & 0xff, FRAME_COLOUR & 0xff);
  }

  /** The grey of a colour, on white. */
  static byte pale(int argb) {
    int luma =
        ((argb >> 16 & 0xff) * 77 + (argb >> 8 & 0xff) * 150 + (argb & 0xff) * 29) >> Byte.SIZE;
    int alpha = argb >>> 24;
    int blended = alpha == 0xff ? luma : 0xff + (luma - 0xff) * alpha / 0xff;
    return (byte) (blended * (LEVELS - 1) / 0xff);
  }

  /** The red that stands for a grey. */
  static byte changed(byte pale) {
    return (byte) (pale + LEVELS);
  }
}
