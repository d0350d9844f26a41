package dev.shutterhook.core.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client that sends exactly the bytes a test is about. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  RawClient(EgressSession session) throws IOException {
    this(session.proxyAddress());
  }

  RawClient(InetSocketAddress proxy) throws IOException {
    socket = new Socket(proxy.getAddress(), proxy.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** For a thread of its own: where it fails, the other end lacks bytes. */
  void sendQuietly(String text) {
    try {
      send(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawClient get(String url) throws IOException {
    return send("GET " + url + " HTTP/1.1\r\nHost: ignored.example\r\n\r\n");
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** The next head, with its last empty line; empty at the end of the stream. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c < 0) {
        return head.toString();
      }
      head.append((char) c);
    }
    return head.toString();
  }

  String body(int bytes) throws IOException {
    return new String(in.readNBytes(bytes), ISO_8859_1);
  }

  String rest() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /** The status of the next answer, whose body is read and dropped by its length. */
  int status() throws IOException {
    String head = head();
    int length = head.indexOf("Content-Length: ");
    if (length >= 0) {
      int from = length + "Content-Length: ".length();
      in.skipNBytes(Long.parseLong(head.substring(from, head.indexOf('\r', from))));
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
