package dev.shutterhook.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Web sockets that send small messages as fast as anybody reads them. */
final class SocketFlood implements AutoCloseable {
  /** RFC 6455, section 1.3. */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final int MAX_HEAD_BYTES = 16 << 10;

  private final ServerSocket listener;

  private SocketFlood(ServerSocket listener) {
    this.listener = listener;
  }

  static SocketFlood open() {
    try {
      SocketFlood flood =
          new SocketFlood(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(flood::acceptAll);
      return flood;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> flood(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void flood(Socket socket) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      String answer =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + ("Sec-WebSocket-Accept: " + accept(head(socket.getInputStream())) + "\r\n\r\n");
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
      byte[] frames = frames(1_000);
      while (!listener.isClosed()) {
        out.write(frames);
      }
    } catch (IOException e) {
      // The page has gone.
    }
  }

  /** Text frames of one letter. */
  private static byte[] frames(int count) {
    byte[] all = new byte[count * 3];
    for (int i = 0; i < all.length; i += 3) {
      all[i] = (byte) 0x81;
      all[i + 1] = 1;
      all[i + 2] = 'x';
    }
    return all;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MAX_HEAD_BYTES && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no head");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String accept(String head) throws IOException {
    Matcher key = KEY.matcher(head);
    if (!key.find()) {
      throw new IOException("no key");
    }
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-1")
              .digest((key.group(1) + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
