package dev.shutterhook.render.picture;

import java.nio.ByteBuffer;

/**
 * What a PNG says of its pixels (PNG, section 11.2.1). Only what Chromium writes: eight bits a
 * channel, grey or colours, with or without alpha, in rows from top to bottom.
 *
 * @param width pixels, positive
 * @param height pixels, positive
 * @param colour PNG's colour type: 0, 2, 4 or 6
 */
record PngHeader(int width, int height, int colour) {
  static final int LENGTH = 13;

  private static final int GREY = 0;
  private static final int COLOURS = 2;
  private static final int GREY_ALPHA = 4;
  private static final int COLOURS_ALPHA = 6;
  private static final int DEPTH = 8;

  PngHeader {
    boolean known =
        colour == GREY || colour == COLOURS || colour == GREY_ALPHA || colour == COLOURS_ALPHA;
    if (width <= 0 || height <= 0 || !known) {
      throw new IllegalArgumentException("not a PNG that a browser makes");
    }
  }

  static PngHeader read(byte[] png, PngChunk chunk) {
    ByteBuffer in = ByteBuffer.wrap(png, chunk.from(), chunk.length());
    if (!chunk.is("IHDR") || chunk.length() != LENGTH) {
      throw new IllegalArgumentException("a PNG begins with its header");
    }
    PngHeader header = new PngHeader(in.getInt(), in.getInt(), png[chunk.from() + LENGTH - 4]);
    // Compression and filter method have one value each; interlaced rows are in another order.
    if (png[chunk.from() + 8] != DEPTH || png[chunk.from() + LENGTH - 1] != 0) {
      throw new IllegalArgumentException("a PNG of another depth or order");
    }
    return header;
  }

  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .putInt(width)
        .putInt(height)
        .put((byte) DEPTH)
        .put((byte) colour)
        .array();
  }

  PngHeader withHeight(int other) {
    return new PngHeader(width, other, colour);
  }

  int bytesPerPixel() {
    return switch (colour) {
      case GREY -> 1;
      case GREY_ALPHA -> 2;
      case COLOURS -> 3;
      default -> 4;
    };
  }

  /** Bytes of a row's pixels; its filter's byte comes on top. */
  int stride() {
    return Math.multiplyExact(width, bytesPerPixel());
  }
}
