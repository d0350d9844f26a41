package dev.shutterhook.render.devtools;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Messages over a pair of byte streams, each ended by a NUL byte, as {@code
 * --remote-debugging-pipe} speaks them. A pipe and not a port: no page can reach it.
 *
 * <p>One thread reads and one writes. A sender never blocks on a browser that has stopped reading.
 */
final class Pipe implements AutoCloseable {
  /** The largest picture in base64 (16,384 x 16,384 noise) does not come near it. */
  static final int MAX_MESSAGE_BYTES = 256 << 20;

  /** A browser that leaves so many commands unread has stopped. */
  static final int MAX_UNSENT = 1_024;

  private static final int CHUNK_BYTES = 64 << 10;
  private static final byte END = 0;

  /** What comes out of the pipe, on its reading thread. */
  interface Receiver {
    /** The buffer is used again after the call. */
    void message(byte[] buffer, int from, int to);

    /** Nothing more will come; called once. */
    void closed(String why);
  }

  private final InputStream in;
  private final OutputStream out;
  private final Receiver receiver;
  private final BlockingQueue<byte[]> unsent = new LinkedBlockingQueue<>(MAX_UNSENT);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread writer;

  Pipe(InputStream in, OutputStream out, Receiver receiver) {
    this.in = in;
    this.out = new BufferedOutputStream(out, CHUNK_BYTES);
    this.receiver = receiver;
    this.writer = Thread.ofPlatform().daemon().name("devtools-writer").unstarted(this::write);
  }

  void start() {
    writer.start();
    Thread.ofPlatform().daemon().name("devtools-reader").start(this::read);
  }

  /** Queues a message; false where the pipe is closed or the browser has stopped reading. */
  boolean send(byte[] message) {
    return !closed.get() && unsent.offer(message);
  }

  /** Gives the pipe up. The streams end with the process that they belong to. */
  @Override
  public void close() {
    end("closed");
  }

  private void end(String why) {
    if (closed.compareAndSet(false, true)) {
      writer.interrupt();
      receiver.closed(why);
    }
  }

  private void write() {
    try {
      while (!closed.get()) {
        byte[] message = unsent.take();
        out.write(message);
        out.write(END);
        if (unsent.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      end("it stopped reading");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      readMessages();
      end("it closed the pipe");
    } catch (IOException e) {
      end("the pipe broke");
    } catch (RuntimeException | OutOfMemoryError e) {
      end("unreadable message: " + e.getClass().getSimpleName());
    }
  }

  private void readMessages() throws IOException {
    byte[] buffer = new byte[CHUNK_BYTES];
    int filled = 0;
    while (!closed.get()) {
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, grown(filled));
      }
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        return;
      }
      int consumed = deliver(buffer, filled, filled + read);
      filled = filled + read - consumed;
      System.arraycopy(buffer, consumed, buffer, 0, filled);
      if (filled < CHUNK_BYTES && buffer.length > CHUNK_BYTES) {
        buffer = Arrays.copyOf(buffer, CHUNK_BYTES);
      }
    }
  }

  private static int grown(int length) throws IOException {
    if (length >= MAX_MESSAGE_BYTES) {
      throw new IOException("a message of more than " + MAX_MESSAGE_BYTES + " bytes");
    }
    return Math.min(MAX_MESSAGE_BYTES, length * 2);
  }

  /** Hands on every whole message and returns how many bytes they took. */
  private int deliver(byte[] buffer, int scanFrom, int filled) {
    int start = 0;
    for (int i = scanFrom; i < filled; i++) {
      if (buffer[i] == END) {
        receiver.message(buffer, start, i);
        start = i + 1;
      }
    }
    return start;
  }
}
