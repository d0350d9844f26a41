package dev.shutterhook.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A receiver on loopback that notes when each webhook came. */
final class WebhookServer implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final HttpServer server;
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();

  private WebhookServer(boolean answers) throws IOException {
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
    server.setExecutor(hands);
    server.createContext("/", exchange -> take(exchange, answers));
    server.start();
  }

  static WebhookServer quick() throws IOException {
    return new WebhookServer(true);
  }

  static WebhookServer hanging() throws IOException {
    return new WebhookServer(false);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  void forget() {
    arrivals.clear();
  }

  /** When a webhook came, by the monotonic clock. */
  long arrival(String message) {
    return arrivals.getOrDefault(message, Long.MAX_VALUE);
  }

  /** Waits until so many have come. */
  void await(int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (arrivals.size() < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(arrivals.size() + " of " + count + " have come");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void take(HttpExchange exchange, boolean answers) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      arrivals.putIfAbsent(exchange.getRequestHeaders().getFirst("webhook-id"), now);
      if (answers) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        end.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    hands.shutdownNow();
  }
}
