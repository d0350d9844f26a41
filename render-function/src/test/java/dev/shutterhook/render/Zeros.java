package dev.shutterhook.render;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/** Gigabytes of zeros in a thousandth of their size, as a raw deflate stream (RFC 1951). */
final class Zeros {
  static final int BLOCK_BYTES = 1 << 20;

  private Zeros() {}

  /** A fully flushed block stands for itself: it is made once and repeated. */
  static void writeTo(OutputStream out, long blocks) throws IOException {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(new byte[BLOCK_BYTES]);
    byte[] block = new byte[BLOCK_BYTES];
    int length = deflater.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
    deflater.end();
    for (long i = 0; i < blocks; i++) {
      out.write(block, 0, length);
    }
    out.write(new byte[] {3, 0}); // An empty last block.
  }
}
