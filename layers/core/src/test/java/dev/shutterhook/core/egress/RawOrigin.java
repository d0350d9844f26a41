package dev.shutterhook.core.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that answers exactly the bytes a test is about. */
final class RawOrigin implements AutoCloseable {
  /** What happens on each connection, which is closed after it. */
  interface Script {
    void play(Line line) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  RawOrigin(Script script) throws IOException {
    this.script = script;
    this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers every request on every connection with the same bytes. */
  static RawOrigin answering(String answer) throws IOException {
    return new RawOrigin(
        line -> {
          while (!line.head().isEmpty()) {
            line.send(answer);
          }
        });
  }

  String url(String host, String path) {
    return "http://" + host + ":" + port() + path;
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  List<String> heads() {
    return heads;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.play(new Line(socket));
    } catch (IOException gone) {
      // The proxy hung up, which the test sees on its side.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** One connection, as the server sees it. */
  final class Line {
    final InputStream in;
    final OutputStream out;

    private Line(Socket socket) throws IOException {
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    /** The next request head; empty at the end of the stream. */
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        int c = in.read();
        if (c < 0) {
          return "";
        }
        head.append((char) c);
      }
      heads.add(head.toString());
      return head.toString();
    }

    void send(String text) throws IOException {
      out.write(text.getBytes(ISO_8859_1));
    }

    /** For a thread of its own: where it fails, the other end lacks bytes. */
    void sendQuietly(String text) {
      try {
        send(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String text(int length) throws IOException {
      return new String(in.readNBytes(length), ISO_8859_1);
    }
  }
}
