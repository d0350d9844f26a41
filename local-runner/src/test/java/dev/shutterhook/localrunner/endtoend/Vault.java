package dev.shutterhook.localrunner.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site that wants a password, and notes every header's value that it is told. */
final class Vault implements AutoCloseable {
  private static final byte[] PAGE = "<title>Vault</title>".getBytes(StandardCharsets.US_ASCII);

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Vault() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** The values of all headers of all requests. */
  List<String> told() {
    return List.copyOf(told);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestHeaders().values().forEach(told::addAll);
      boolean known = exchange.getRequestHeaders().containsKey("Authorization");
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"vault\"");
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(known ? 200 : 401, PAGE.length);
      exchange.getResponseBody().write(PAGE);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
