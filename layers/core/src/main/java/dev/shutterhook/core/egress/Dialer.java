package dev.shutterhook.core.egress;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/** Connects to vetted addresses, in their order, and never to a name. Thread-safe. */
final class Dialer {
  /** More addresses than this are not tried: a name with hundreds is no reason to wait longer. */
  static final int MAX_ADDRESSES_TRIED = 4;

  /** What came of it. */
  sealed interface Dialled {
    record Connected(Socket socket) implements Dialled {}

    record Failed(Reason reason) implements Dialled {}
  }

  private final OpenSockets sockets;
  private final Duration timeout;

  Dialer(OpenSockets sockets, Duration timeout) {
    this.sockets = sockets;
    this.timeout = timeout;
  }

  Dialled dial(List<InetAddress> addresses, int port) {
    long deadline = System.nanoTime() + timeout.toNanos();
    int tries = Math.min(addresses.size(), MAX_ADDRESSES_TRIED);
    Reason reason = Reason.UNREACHABLE;
    for (int i = 0; i < tries; i++) {
      // Each try gets its share of what is left: one silent address must not use up the others'.
      long share = (deadline - System.nanoTime()) / (tries - i);
      int millis = (int) Math.max(1, Duration.ofNanos(share).toMillis());
      Socket socket = new Socket();
      try {
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(addresses.get(i), port), millis);
        return new Dialled.Connected(socket);
      } catch (IOException failure) {
        sockets.close(socket);
        reason = reasonOf(failure);
      }
    }
    return new Dialled.Failed(reason);
  }

  private static Reason reasonOf(IOException failure) {
    return switch (failure) {
      case SocketTimeoutException late -> Reason.CONNECT_TIMED_OUT;
      case ConnectException refused -> Reason.CONNECTION_REFUSED;
      default -> Reason.UNREACHABLE;
    };
  }
}
