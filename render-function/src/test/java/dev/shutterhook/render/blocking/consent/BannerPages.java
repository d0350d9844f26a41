package dev.shutterhook.render.blocking.consent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** A browser and a server of pages with banners, each red on a green page. */
final class BannerPages implements AutoCloseable {
  private final HttpServer server;
  private final Chromium chromium;

  private BannerPages(HttpServer server) {
    this.server = server;
    this.chromium = Chromium.launcher(FoundChromium.program()).start();
  }

  static BannerPages open() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 16);
    server.createContext("/", BannerPages::answer);
    server.start();
    return new BannerPages(server);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String file = exchange.getRequestURI().getPath().substring(1) + ".html";
    try (exchange;
        InputStream page = BannerPages.class.getResourceAsStream(file)) {
      byte[] body = page == null ? new byte[0] : page.readAllBytes();
      exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().add("Content-Security-Policy", "style-src 'unsafe-inline'");
      exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** A page that has loaded. */
  Visit visit(String page) {
    Session browser = chromium.connection().browser(Deadline.in(Duration.ofSeconds(20)));
    Map<String, ?> direct = Map.of("proxyServer", "direct://");
    String context =
        browser.call("Target.createBrowserContext", direct).path("browserContextId").asText();
    Map<String, ?> blank =
        Map.of("url", "about:blank", "browserContextId", context, "width", 1_280, "height", 800);
    String target = browser.call("Target.createTarget", blank).path("targetId").asText();
    Map<String, ?> flat = Map.of("targetId", target, "flatten", true);
    String id = browser.call("Target.attachToTarget", flat).path("sessionId").asText();
    Session session = chromium.connection().session(id, Deadline.in(Duration.ofSeconds(30)));
    CountDownLatch loaded = new CountDownLatch(1);
    session.on("Page.loadEventFired", event -> loaded.countDown());
    session.call("Page.enable", Map.of());
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page;
    session.call("Page.navigate", Map.of("url", url));
    try {
      if (!loaded.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException(page + " does not load");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Visit(session, target);
  }

  @Override
  public void close() {
    chromium.close();
    server.stop(0);
  }

  /** One page in its tab. */
  record Visit(Session session, String frame) {
    private static final int RED = 0xffff0000;

    ConsentClerk clerk() {
      return new ConsentClerk(session, frame);
    }

    String title() {
      Map<String, ?> title = Map.of("expression", "document.title");
      return session.call("Runtime.evaluate", title).path("result").path("value").asText();
    }

    BufferedImage picture() {
      byte[] png = session.bytes("Page.captureScreenshot", Map.of("format", "png"), "data");
      try {
        return ImageIO.read(new ByteArrayInputStream(png));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean showsRed() {
      BufferedImage image = picture();
      int[] pixels =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      for (int pixel : pixels) {
        if (pixel == RED) {
          return true;
        }
      }
      return false;
    }
  }
}
