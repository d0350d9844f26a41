package dev.shutterhook.core.egress;

import java.io.EOFException;
import java.io.IOException;

/** Moves bodies from one connection to another. What arrives is sent on before the next wait. */
final class BodyRelay {
  /** A chunk's size and its extensions, which are read and dropped. */
  static final int MAX_CHUNK_LINE_CHARS = 1024;

  /** RFC 9112 section 7.1.2: trailer fields may be dropped, and are. */
  static final int MAX_TRAILER_LINES = 64;

  private static final int MAX_SIZE_DIGITS = 15;

  private final Wire from;
  private final Wire to;

  BodyRelay(Wire from, Wire to) {
    this.from = from;
    this.to = to;
  }

  /** Moves one whole body, and flushes. */
  void relay(Framing framing) throws IOException {
    switch (framing) {
      case Framing.Length(long bytes) -> relayLength(bytes);
      case Framing.Chunked() -> relayChunked();
      case Framing.UntilClose() -> relayAll();
    }
    to.flush();
  }

  /** Moves bytes until the sender ends its side. */
  void relayAll() throws IOException {
    while (await()) {
      from.moveTo(to, Long.MAX_VALUE);
    }
  }

  private void relayLength(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      awaitMore();
      left -= from.moveTo(to, left);
    }
  }

  /** Decodes and encodes anew: no chunk line of a stranger's reaches the other side. */
  private void relayChunked() throws IOException {
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      long left = size;
      while (left > 0) {
        awaitMore();
        long piece = Math.min(left, from.buffered());
        to.write(Long.toHexString(piece) + "\r\n");
        left -= from.moveTo(to, piece);
        to.write("\r\n");
      }
      if (!readLine().isEmpty()) {
        throw new MalformedMessage("a chunk is longer than its size");
      }
    }
    skipTrailer();
    to.write("0\r\n\r\n");
  }

  private void skipTrailer() throws IOException {
    for (int i = 0; i < MAX_TRAILER_LINES; i++) {
      if (readLine().isEmpty()) {
        return;
      }
    }
    throw new MalformedMessage("a trailer has more than " + MAX_TRAILER_LINES + " lines");
  }

  private long chunkSize() throws IOException {
    String line = readLine();
    int extension = line.indexOf(';');
    // Some servers pad the size with blanks; nobody reads these as digits.
    String size = (extension < 0 ? line : line.substring(0, extension)).stripTrailing();
    if (size.isEmpty() || size.length() > MAX_SIZE_DIGITS || !isHex(size)) {
      throw new MalformedMessage("a chunk size is no number");
    }
    return Long.parseLong(size, 16);
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < MAX_CHUNK_LINE_CHARS) {
      awaitMore();
      int c = from.read();
      if (c == '\r') {
        awaitMore();
        if (from.read() == '\n') {
          return line.toString();
        }
        throw new MalformedMessage("a chunk line has a bare CR");
      }
      if (c == '\n') {
        throw new MalformedMessage("a chunk line has a bare LF");
      }
      line.append((char) c);
    }
    throw new MalformedMessage("a chunk line is too long");
  }

  private void awaitMore() throws IOException {
    if (!await()) {
      throw new Wire.Broken(from, new EOFException("a body ends early"));
    }
  }

  private boolean await() throws IOException {
    if (from.buffered() == 0) {
      to.flush();
    }
    return from.fill();
  }
}
