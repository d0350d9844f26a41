package dev.shutterhook.core.egress;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One buffered connection. One thread may read while another writes; {@link #close()}, {@link
 * #cut()} and the getters are open to all.
 */
final class Wire implements Closeable {
  // 64 KiB: with less, a 50 MB download spends its time in system calls.
  private static final int READ_BYTES = 64 << 10;
  // Holds an answer's head together with a small body, so that both leave in one packet.
  private static final int WRITE_BYTES = 16 << 10;
  private static final Duration LINGER_TIME = Duration.ofSeconds(1);
  private static final int LINGER_READS = 64;

  /** A failure of this very connection, not of the one at the other end of a relay. */
  static final class Broken extends IOException {
    private final transient Wire wire;

    Broken(Wire wire, IOException cause) {
      super(cause);
      this.wire = wire;
    }

    boolean isOn(Wire other) {
      return wire == other;
    }
  }

  private final Socket socket;
  private final OpenSockets sockets;
  private final ByteBudget budget;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] read = new byte[READ_BYTES];
  private final byte[] write = new byte[WRITE_BYTES];
  private int readAt;
  private int readEnd;
  private int writeEnd;
  private volatile long lastMoved = System.nanoTime();
  private volatile boolean cut;
  private volatile boolean spoken;

  /**
   * Wraps a connected socket.
   *
   * @param budget pays for every byte; a client's wire has one without end
   */
  Wire(Socket socket, OpenSockets sockets, ByteBudget budget) throws IOException {
    this.socket = socket;
    this.sockets = sockets;
    this.budget = budget;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Bytes that can be read without waiting. */
  int buffered() {
    return readEnd - readAt;
  }

  /** Waits for bytes unless some are there; false at the end of the stream. */
  boolean fill() throws IOException {
    if (readAt < readEnd) {
      return true;
    }
    int count;
    try {
      count = in.read(read, 0, read.length);
    } catch (IOException e) {
      throw new Broken(this, e);
    }
    if (count < 0) {
      return false;
    }
    lastMoved = System.nanoTime();
    spoken = true;
    readAt = 0;
    readEnd = count;
    budget.receive(count);
    return true;
  }

  /** Like {@link #fill()}, for so long; true at the end of the stream too. */
  boolean fillWithin(Duration time) throws IOException {
    try {
      socket.setSoTimeout((int) time.toMillis());
      fill();
      return true;
    } catch (Broken e) {
      if (e.getCause() instanceof SocketTimeoutException) {
        return false;
      }
      throw e;
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(0);
      }
    }
  }

  /** The next byte, or -1 at the end of the stream. */
  int read() throws IOException {
    return fill() ? read[readAt++] & 0xff : -1;
  }

  /** Moves up to {@code max} of the buffered bytes to the other connection; how many. */
  int moveTo(Wire other, long max) throws IOException {
    int count = (int) Math.min(buffered(), max);
    other.write(read, readAt, count);
    readAt += count;
    return count;
  }

  void write(String ascii) throws IOException {
    byte[] bytes = ascii.getBytes(StandardCharsets.ISO_8859_1);
    write(bytes, 0, bytes.length);
  }

  private void write(byte[] bytes, int offset, int length) throws IOException {
    // Tops up what waits before it leaves: a head or a chunk line travels with its first bytes.
    int first = Math.min(length, write.length - writeEnd);
    System.arraycopy(bytes, offset, write, writeEnd, first);
    writeEnd += first;
    if (first < length) {
      flush();
      send(bytes, offset + first, length - first);
    }
  }

  void flush() throws IOException {
    if (writeEnd > 0) {
      int length = writeEnd;
      writeEnd = 0;
      send(write, 0, length);
    }
  }

  private void send(byte[] bytes, int offset, int length) throws IOException {
    budget.send(length);
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new Broken(this, e);
    }
    lastMoved = System.nanoTime();
  }

  /** Tells the peer that nothing more comes, and still reads. */
  void endOutput() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new Broken(this, e);
    }
  }

  /** Closes so that the peer can still read the last answer: unread bytes would reset it away. */
  void closeGently() {
    try (this) {
      endOutput();
      for (int i = 0; i < LINGER_READS && fillWithin(LINGER_TIME) && buffered() > 0; i++) {
        readAt = readEnd;
      }
    } catch (IOException ignored) {
      // The peer has left already.
    }
  }

  /** When the last byte moved, by {@link System#nanoTime()}. */
  long lastMoved() {
    return lastMoved;
  }

  /** Whether the peer has ever sent a byte. */
  boolean hasSpoken() {
    return spoken;
  }

  /** Closes because of silence. */
  void cut() {
    cut = true;
    close();
  }

  boolean wasCut() {
    return cut;
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public void close() {
    sockets.close(socket);
  }
}
