package dev.shutterhook.localrunner.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shutterhook.core.render.Box;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shop's page that is another at each load and has not changed: a clock, a banner that shows the
 * next of three pictures every second, and an advertisement of its own in a frame. What is new in
 * it, 40 × 20 px, is switched on.
 */
public final class NoisyPage implements AutoCloseable {
  /** Of a window that shows all of it at scale 1. */
  public static final int WIDTH = 1_280;

  public static final int HEIGHT = 800;

  /** Selectors of all that is noise. */
  public static final List<String> MASK = List.of(".clock", ".banner", ".ad");

  /** What is new, where it is. */
  public static final Box CHANGE = new Box(700, 560, 40, 20);

  public static final int CHANGE_PIXELS = 800;

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <title>A shop</title>
      <style>
        body { margin: 0; font: 16px/24px sans-serif; color: #223; background: #fafafa }
        header { display: flex; justify-content: space-between; padding: 16px 40px; background: #fff }
        .clock { width: 120px; text-align: right }
        .banner { height: 160px; padding: 40px; font-size: 32px; color: #fff; box-sizing: border-box }
        main { padding: 24px 360px 0 40px; height: 400px; box-sizing: border-box; overflow: hidden }
        .ad { position: absolute; right: 40px; top: 260px; width: 300px; height: 250px; border: 0 }
        .tag { position: absolute; {{tag}} }
      </style>
      <header><b>A shop</b><div class="clock"></div></header>
      <div class="banner"></div>
      <main>{{text}}</main>
      <iframe class="ad" src="/ad?load={{load}}"></iframe>
      <div class="tag"></div>
      <script>
        const slides = [['#a33', 'Shoes for walking'], ['#383', 'Boots for rain'], ['#338', 'Sandals']];
        let slide = {{load}};
        const turn = () => {
          const [colour, text] = slides[slide++ % slides.length];
          const banner = document.querySelector('.banner');
          banner.style.background = colour;
          banner.textContent = text;
        };
        turn();
        setInterval(turn, 1000);
        const tick = () => document.querySelector('.clock').textContent = new Date().toLocaleTimeString();
        tick();
        setInterval(tick, 100);
      </script>
      """;

  /** The circle's golden section, in degrees: no two loads near each other have one colour. */
  private static final int TURN = 137;

  private final HttpServer server;
  private final AtomicInteger loads = new AtomicInteger();
  private volatile boolean changed;

  public NoisyPage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::page);
    server.createContext("/ad", NoisyPage::ad);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** How often it was loaded. */
  public int loads() {
    return loads.get();
  }

  /** Whether what is new is shown from now on. */
  public void change(boolean on) {
    changed = on;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void page(HttpExchange exchange) throws IOException {
    int load = loads.getAndIncrement();
    String tag =
        "left: %dpx; top: %dpx; width: %dpx; height: %dpx; background: %s"
            .formatted(
                CHANGE.x(), CHANGE.y(), CHANGE.width(), CHANGE.height(), changed ? "#c00" : "#ddd");
    String text = "<p>What is sold here does not change from day to day.</p>".repeat(8);
    send(
        exchange,
        PAGE.replace("{{tag}}", tag)
            .replace("{{text}}", text)
            .replace("{{load}}", String.valueOf(load)));
  }

  private static void ad(HttpExchange exchange) throws IOException {
    int load = Integer.parseInt(exchange.getRequestURI().getQuery().replace("load=", ""));
    send(
        exchange,
        "<!doctype html><body style='margin:0;background:hsl(%d 80%% 50%%)'><h1>Offer %d</h1>"
            .formatted(load * TURN % 360, load));
  }

  private static void send(HttpExchange exchange, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().set("cache-control", "no-store");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
