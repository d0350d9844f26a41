package dev.shutterhook.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on loopback that can be cut. */
final class Relay implements AutoCloseable {
  private final ServerSocket listener;
  private final URI to;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  Relay(URI to) {
    this.to = to;
    try {
      listener = new ServerSocket(0, 64, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket here = listener.accept();
        Socket there = new Socket(to.getHost(), to.getPort());
        open.add(here);
        open.add(there);
        Thread.ofVirtual().start(() -> pour(here, there));
        Thread.ofVirtual().start(() -> pour(there, here));
      } catch (IOException ended) {
        return;
      }
    }
  }

  private static void pour(Socket from, Socket into) {
    try (from;
        into) {
      from.getInputStream().transferTo(into.getOutputStream());
    } catch (IOException cut) {
      // As it is meant to be.
    }
  }

  /** Cuts every connection, and takes no more. */
  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
