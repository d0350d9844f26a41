package dev.shutterhook.render.containment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection to a proxy, with requests one after the other. */
final class ProxyClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int STATUS_AT = 9;
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream in;

  ProxyClient(InetSocketAddress proxy) throws IOException {
    socket = new Socket(proxy.getAddress(), proxy.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The status of what the target answers. */
  int get(String target) throws IOException {
    return ask("GET " + target);
  }

  int connect(String authority) throws IOException {
    return ask("CONNECT " + authority);
  }

  private int ask(String request) throws IOException {
    String text = request + " HTTP/1.1\r\nHost: any.test\r\n\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the connection ended in a head: " + head);
      }
      head.append((char) c);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int length = lower.indexOf(LENGTH);
    if (length >= 0) {
      int from = length + LENGTH.length();
      in.skipNBytes(Long.parseLong(lower.substring(from, lower.indexOf('\r', from))));
    }
    return Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
