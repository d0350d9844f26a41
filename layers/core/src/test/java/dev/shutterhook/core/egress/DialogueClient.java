package dev.shutterhook.core.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.shutterhook.core.egress.Dialogue.Turn;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Asks through a proxy, on one connection as long as the proxy keeps it. */
final class DialogueClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;

  private final InetSocketAddress proxy;
  private final int port;
  private final List<String> told = new ArrayList<>();
  private Socket socket = new Socket();

  DialogueClient(InetSocketAddress proxy, int originPort) {
    this.proxy = proxy;
    this.port = originPort;
  }

  /** The answers so far, interim ones too. */
  List<String> told() {
    return told;
  }

  void ask(Turn turn, int index) throws IOException {
    if (!socket.isConnected() || socket.isClosed()) {
      socket = new Socket(proxy.getAddress(), proxy.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
    }
    String head = turn.head().replace("ORIGIN", "Origin.test:" + port);
    boolean asks = head.contains("100-continue");
    send(
        head
            + "\r\nHost: origin.test:"
            + port
            + "\r\n"
            + Dialogue.TURN
            + ": "
            + index
            + "\r\n\r\n");
    send(asks ? "" : turn.body());
    InputStream in = new BufferedInputStream(socket.getInputStream());
    HttpMessage answer = HttpMessage.head(in);
    while (!answer.start().isEmpty() && answer.status() < 200) {
      told.add(answer.told());
      send(answer.status() == 100 && asks ? turn.body() : "");
      answer = HttpMessage.head(in);
    }
    told.add(answer.start().isEmpty() ? "nothing" : all(answer, in, head));
    if (answer.field("connection").equalsIgnoreCase("close") || answer.endsWithConnection()) {
      socket.close();
    }
  }

  private static String all(HttpMessage answer, InputStream in, String head) throws IOException {
    String method = head.substring(0, head.indexOf(' '));
    String length = method.equals("HEAD") ? "\nlength " + answer.field("content-length") : "";
    return answer.told() + length + "\n\n" + answer.answerBody(in, method);
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
