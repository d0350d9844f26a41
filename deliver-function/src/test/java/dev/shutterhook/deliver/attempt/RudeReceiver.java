package dev.shutterhook.deliver.attempt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A server that takes connections and does as it likes with them, by plain sockets. */
final class RudeReceiver implements AutoCloseable {
  private final ServerSocket listener;
  private final AtomicLong written = new AtomicLong();

  /** What becomes of a connection. */
  @FunctionalInterface
  interface Manners {
    void treat(Socket socket, RudeReceiver self) throws Exception;
  }

  RudeReceiver(Manners manners) {
    try {
      listener = new ServerSocket(0, 16, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> listen(manners));
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Bytes that somebody took from it. */
  long written() {
    return written.get();
  }

  void write(Socket socket, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    written.addAndGet(bytes.length);
  }

  private void listen(Manners manners) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> treat(manners, socket));
      } catch (IOException ended) {
        return;
      }
    }
  }

  private void treat(Manners manners, Socket socket) {
    try (socket) {
      manners.treat(socket, this);
    } catch (Exception gone) {
      // The other side has had enough.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
