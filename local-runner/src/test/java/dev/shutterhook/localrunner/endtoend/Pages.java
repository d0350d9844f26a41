package dev.shutterhook.localrunner.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A web site of named pages. */
public final class Pages implements AutoCloseable {
  public static final int CARDS = 400;
  public static final int TALL_PX = 12_000;

  /** A 1×1 PNG. */
  private static final byte[] PIXEL =
      java.util.Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);

  public Pages() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/small", exchange -> html(exchange, small()));
    server.createContext("/cards", exchange -> html(exchange, cards()));
    server.createContext("/tall", exchange -> html(exchange, tall()));
    server.createContext("/missing", exchange -> answer(exchange, 404, "text/html", bytes("gone")));
    server.createContext("/pixel.png", exchange -> answer(exchange, 200, "image/png", PIXEL));
    server.createContext("/slow", this::slow);
    server.start();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort()).resolve(path);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  /** Answers after ten seconds, or when the site closes. */
  private void slow(HttpExchange exchange) throws IOException {
    try {
      if (!closed.await(10, TimeUnit.SECONDS)) {
        html(exchange, small());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String small() {
    return "<!doctype html><title>Small</title><body style='margin:0;background:#00ff00'>"
        + "<h1 style='margin:0'>small</h1></body>";
  }

  private static String cards() {
    return "<!doctype html><title>Cards</title><body style='margin:0'>"
        + IntStream.range(0, CARDS)
            .mapToObj(
                i ->
                    "<div style='float:left;width:160px;height:90px'><img loading=lazy width=64"
                        + " height=64 src='/pixel.png?i="
                        + i
                        + "'>card "
                        + i
                        + "</div>")
            .collect(Collectors.joining())
        + "</body>";
  }

  /** 120 bands of 100 px; the last is red. */
  private static String tall() {
    return "<!doctype html><title>Tall</title><body style='margin:0'>"
        + IntStream.range(0, TALL_PX / 100)
            .mapToObj(
                i ->
                    "<div style='height:100px;background:%s'>band %d</div>"
                        .formatted(i == TALL_PX / 100 - 1 ? "#ff0000" : "#fff", i))
            .collect(Collectors.joining())
        + "</body>";
  }

  private static void html(HttpExchange exchange, String page) throws IOException {
    answer(exchange, 200, "text/html; charset=utf-8", bytes(page));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("content-type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
