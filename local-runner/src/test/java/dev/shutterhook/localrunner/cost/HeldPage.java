package dev.shutterhook.localrunner.cost;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A page that is held back while a batch is being asked for: no capture ends before the API has
 * noted all of them as ordered, however slow the machine is. One that does has no share of that.
 */
final class HeldPage implements AutoCloseable {
  private static final int MOST_SECONDS = 25;
  private static final byte[] TEXT = "<h1>Here</h1>".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private volatile CountDownLatch released = new CountDownLatch(0);

  HeldPage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (released.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        exchange.getResponseHeaders().add("content-type", "text/html");
        exchange.sendResponseHeaders(200, TEXT.length);
        exchange.getResponseBody().write(TEXT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  void hold() {
    released = new CountDownLatch(1);
  }

  void release() {
    released.countDown();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
