package dev.shutterhook.core.egress;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sockets of one side of a session, so that its end is the end of them all. Thread-safe. */
final class OpenSockets {
  private final Set<Socket> sockets = new HashSet<>();
  private boolean closed;

  /**
   * Takes the socket in.
   *
   * @throws IOException if the session has ended; the socket is closed then
   */
  void add(Socket socket) throws IOException {
    synchronized (this) {
      if (!closed) {
        sockets.add(socket);
        return;
      }
    }
    socket.close();
    throw new IOException("the session has ended");
  }

  void close(Socket socket) {
    synchronized (this) {
      sockets.remove(socket);
    }
    closeQuietly(socket);
  }

  void closeAll() {
    List<Socket> last;
    synchronized (this) {
      closed = true;
      last = new ArrayList<>(sockets);
      sockets.clear();
    }
    last.forEach(OpenSockets::closeQuietly);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is closed either way, and nobody waits for its bytes.
    }
  }
}
