package dev.shutterhook.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves the pages on loopback. {@code /NNN-name/file} is a file of that page's folder or else of
 * {@code pages/shared}, or what {@link Endpoints} has under the name. Any of them takes {@code
 * ?after=900} (answered so many milliseconds later) and {@code ?status=404}. A text file may say
 * {@code {{other}}}, the same server under another site's name, and {@code {{socket}}}, a web
 * socket.
 */
final class PageServer implements AutoCloseable {
  /** No page needs to wait longer for an answer that does come. */
  private static final int MAX_AFTER_MILLIS = 10_000;

  private static final int BACKLOG = 512;

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css",
          "js", "text/javascript",
          "json", "application/json",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8",
          "ttf", "font/ttf");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SilentSocket socket = SilentSocket.open();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Endpoints endpoints = new Endpoints(closing);
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  private PageServer(HttpServer server) {
    this.server = server;
  }

  /** A server on that port, or on a free one where it is 0. */
  static PageServer open(int port) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
      PageServer pages = new PageServer(server);
      server.setExecutor(pages.threads);
      server.createContext("/", pages::answer);
      server.start();
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** How often a path was asked for, whatever its query. */
  int count(String path) {
    AtomicInteger count = counts.get(path);
    return count == null ? 0 : count.get();
  }

  @Override
  public void close() {
    closing.countDown();
    socket.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    counts.computeIfAbsent(path, name -> new AtomicInteger()).incrementAndGet();
    Answer answer = new Answer(exchange);
    try (exchange) {
      answer.header("Access-Control-Allow-Origin", "*");
      waitFor(answer.number("after", 0));
      String[] steps = path.split("/", 3);
      if (steps.length < 3) {
        answer.send(404, "text/plain", "no page");
      } else if (!file(answer, steps[1], steps[2]) && !endpoints.answer(answer, steps[2])) {
        answer.send(404, "text/html", "<!doctype html><title>Not found</title><h1>Not found</h1>");
      }
    }
  }

  private void waitFor(int millis) {
    try {
      if (millis > 0 && closing.await(Math.min(millis, MAX_AFTER_MILLIS), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the server is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean file(Answer answer, String folder, String name) throws IOException {
    Path own = PageRow.folder().resolve(folder).resolve(name).normalize();
    Path shared = PageRow.folder().resolve("shared").resolve(name).normalize();
    Path file = Files.isRegularFile(own) ? own : shared;
    if (!file.startsWith(PageRow.folder()) || !Files.isRegularFile(file)) {
      return false;
    }
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "image/png");
    byte[] body = Files.readAllBytes(file);
    if (!type.startsWith("image/png") && !type.startsWith("font/")) {
      body = filledIn(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
    answer.send(answer.number("status", 200), type, body);
    return true;
  }

  private String filledIn(String text) {
    int port = server.getAddress().getPort();
    return text.replace("{{other}}", "http://localhost:" + port)
        .replace("{{socket}}", socket.url());
  }

  /** One answer in the making. */
  record Answer(HttpExchange exchange) {

    String parameter(String name, String otherwise) {
      String query = exchange.getRequestURI().getQuery();
      for (String part : query == null ? new String[0] : query.split("&")) {
        if (part.startsWith(name + "=")) {
          return part.substring(name.length() + 1);
        }
      }
      return otherwise;
    }

    int number(String name, int otherwise) {
      return Integer.parseInt(parameter(name, String.valueOf(otherwise)));
    }

    String asked(String header) {
      String value = exchange.getRequestHeaders().getFirst(header);
      return value == null ? "" : value;
    }

    void header(String name, String value) {
      exchange.getResponseHeaders().set(name, value);
    }

    void send(int status, String type, String body) throws IOException {
      send(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    void send(int status, String type, byte[] body) throws IOException {
      header("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }

    /** For a body without a known end. */
    OutputStream begin(String type) throws IOException {
      header("Content-Type", type);
      exchange.sendResponseHeaders(200, 0);
      return exchange.getResponseBody();
    }
  }
}
