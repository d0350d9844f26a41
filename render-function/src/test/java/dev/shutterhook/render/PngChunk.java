package dev.shutterhook.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A part of a PNG file (PNG, section 5.3), for pictures that no picture library would make. */
final class PngChunk {
  private PngChunk() {}

  static void write(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  /** Eight bits of red, green and blue. */
  static byte[] header(int width, int height) {
    byte[] kind = {8, 2, 0, 0, 0};
    return ByteBuffer.allocate(13).putInt(width).putInt(height).put(kind).array();
  }
}
