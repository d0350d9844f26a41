package dev.shutterhook.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A server that says what a test told it to, one answer after the other. */
final class Service implements AutoCloseable {
  static final String QUEUED = "{\"id\":\"cap_1\",\"status\":\"queued\"}";
  static final String COMPLETED = "{\"id\":\"cap_1\",\"status\":\"completed\",\"error\":null}";

  private final HttpServer server;
  private final Deque<Said> answers = new ArrayDeque<>();
  private final List<Heard> requests = new ArrayList<>();

  /** An answer; a status of 0 closes the connection instead. */
  record Said(int status, Map<String, String> headers, String body) {}

  /** A request. */
  record Heard(String method, String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  Service() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized Service says(int status, Map<String, String> headers, String body) {
    answers.add(new Said(status, headers, body));
    return this;
  }

  Service says(int status, String body) {
    return says(status, Map.of(), body);
  }

  Service hangsUp() {
    return says(0, "");
  }

  synchronized List<Heard> heard() {
    return List.copyOf(requests);
  }

  private synchronized void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          new Heard(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body));
      Said said = answers.removeFirst();
      if (said.status() == 0) {
        throw new IOException("hangs up");
      }
      said.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
