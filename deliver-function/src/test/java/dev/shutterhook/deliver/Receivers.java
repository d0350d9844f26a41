package dev.shutterhook.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Real receivers on a loopback port, each with a name that says how it behaves. */
public final class Receivers implements AutoCloseable {
  private static final long DRIP_MILLIS = 20;
  private static final byte[] BLOCK = "x".repeat(8 * 1024).getBytes(UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean recovered;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();

  /** A request as it came; header names are in lower case. */
  public record Received(String path, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  public Receivers() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    on("ok", exchange -> answer(exchange, 200, "thanks"));
    on("alwaysFails", exchange -> answer(exchange, 500, "oops"));
    on("failsTwice", exchange -> answer(exchange, at("failsTwice").size() <= 2 ? 500 : 204, ""));
    on("switch", exchange -> answer(exchange, recovered ? 200 : 503, ""));
    on("gone", exchange -> answer(exchange, 410, "go away"));
    on("redirects", exchange -> redirect(exchange));
    on("tooManyRequests", exchange -> retryAfter(exchange, 429));
    on("unavailable", exchange -> retryAfter(exchange, 503));
    on("slowDrip", this::drip);
    on("silent", exchange -> waitForTheEnd());
    on("endlessBody", this::flood);
    server.start();
  }

  /** From now on the switch answers with 200. */
  public void recover() {
    recovered = true;
  }

  private void on(String name, HttpHandler handler) {
    server.createContext(
        "/" + name,
        exchange -> {
          try (exchange) {
            received.add(read(exchange));
            handler.handle(exchange);
          }
        });
  }

  /** What a receiver does of which a test knows best. */
  @FunctionalInterface
  public interface Doing {
    void with(HttpExchange exchange) throws Exception;
  }

  /** One more receiver. */
  public void serve(String name, Doing doing) {
    on(
        name,
        exchange -> {
          try {
            doing.with(exchange);
          } catch (IOException | RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
  }

  public String url(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  /** An address at which nobody listens. */
  public static String refusesConnections() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return "http://127.0.0.1:" + free.getLocalPort() + "/";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a receiver got, the oldest first. */
  public List<Received> at(String name) {
    return received.stream().filter(r -> r.path().equals("/" + name)).toList();
  }

  private static Received read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new java.util.TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    return new Received(exchange.getRequestURI().getPath(), headers, body);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("location", url("ok"));
    answer(exchange, 307, "");
  }

  /** Asks for as long as the query says. */
  private static void retryAfter(HttpExchange exchange, int status) throws IOException {
    String wait = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    exchange.getResponseHeaders().set("retry-after", wait);
    answer(exchange, status, "");
  }

  /** Every byte comes soon enough, and the last never. */
  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    do {
      out.write('x');
      out.flush();
    } while (!ended(DRIP_MILLIS));
  }

  private void flood(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    do {
      exchange.getResponseBody().write(BLOCK);
    } while (!ended(0));
  }

  private void waitForTheEnd() {
    ended(TimeUnit.MINUTES.toMillis(1));
  }

  private boolean ended(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
