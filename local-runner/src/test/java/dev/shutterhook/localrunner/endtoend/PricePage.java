package dev.shutterhook.localrunner.endtoend;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A page with a price tag of 200 × 60 pixels, whose colour follows from what it says. */
final class PricePage implements AutoCloseable {
  static final int TAG_X = 100;
  static final int TAG_Y = 120;
  static final int TAG_WIDTH = 200;
  static final int TAG_HEIGHT = 60;

  private final HttpServer server;
  private volatile String price = "10 euros";
  private final AtomicInteger visits = new AtomicInteger();
  private final AtomicInteger visitsWithBanner = new AtomicInteger();
  private volatile boolean up = true;

  PricePage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext(
        "/anvil",
        exchange -> {
          try (exchange) {
            visits.incrementAndGet();
            byte[] page = html().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "text/html");
            exchange.sendResponseHeaders(up ? 200 : 503, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    server.start();
  }

  private String html() {
    String colour = price.startsWith("10") ? "#cde" : "#fc9";
    return """
        <!doctype html><meta charset="utf-8"><title>Price</title>
        <body style="margin:0;background:#fff;font:20px sans-serif">
        <h1 style="margin:16px">Anvil</h1>
        <div style="position:absolute;left:%dpx;top:%dpx;width:%dpx;height:%dpx;background:%s">%s</div>
        %s
        """
        .formatted(TAG_X, TAG_Y, TAG_WIDTH, TAG_HEIGHT, colour, price, banner());
  }

  private String banner() {
    return visitsWithBanner.getAndDecrement() > 0
        ? "<p style='position:absolute;top:300px;background:#f00'>Only today: a free rocket</p>"
        : "";
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/anvil");
  }

  /** From now on it costs that. */
  void costs(String other) {
    price = other;
  }

  /** How often it was asked for. */
  int visits() {
    return visits.get();
  }

  /** The next visit sees a banner that no other sees. */
  void showsABannerOnce() {
    visitsWithBanner.set(1);
  }

  /** From now on it answers 200, or 503. */
  void up(boolean now) {
    up = now;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
