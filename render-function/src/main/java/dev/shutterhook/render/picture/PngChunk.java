package dev.shutterhook.render.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A chunk of a PNG where it lies (PNG, section 5.3).
 *
 * @param type four letters as one number
 * @param from where its data begins
 * @param length of its data, bytes
 */
record PngChunk(int type, int from, int length) {
  static final long SIGNATURE = 0x89504e470d0a1a0aL;

  /** A picture of 100 MB in chunks of 8 KiB has fewer. */
  static final int MAX_CHUNKS = 1 << 16;

  /**
   * The chunks of a PNG in their order.
   *
   * @throws IllegalArgumentException where the bytes are none
   */
  static List<PngChunk> of(byte[] png) {
    ByteBuffer in = ByteBuffer.wrap(png);
    List<PngChunk> chunks = new ArrayList<>();
    try {
      if (in.getLong() != SIGNATURE) {
        throw new IllegalArgumentException("not a PNG");
      }
      while (in.hasRemaining() && chunks.size() < MAX_CHUNKS) {
        int length = in.getInt();
        PngChunk chunk = new PngChunk(in.getInt(), in.position(), length);
        chunks.add(chunk);
        // The check sum after the data is the browser's own, made a moment ago.
        in.position(Math.addExact(Math.addExact(chunk.from, length), 4));
      }
    } catch (BufferUnderflowException | ArithmeticException e) {
      throw new IllegalArgumentException("a PNG that ends too soon", e);
    }
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException("a PNG without a chunk");
    }
    return chunks;
  }

  static int type(String letters) {
    return letters.charAt(0) << 24
        | letters.charAt(1) << 16
        | letters.charAt(2) << 8
        | letters.charAt(3);
  }

  boolean is(String letters) {
    return type == type(letters);
  }
}
