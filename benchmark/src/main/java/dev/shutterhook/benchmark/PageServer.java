package dev.shutterhook.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/**
 * The pages that are captured. Each capture sees them on a site of its own ({@code a1.localhost},
 * {@code a2.localhost}, …), so that no browser can use a renderer process twice. On both loopback
 * addresses, so that no client pays for the one that it tries first.
 */
final class PageServer implements AutoCloseable {
  private static final int CARDS = 400;
  private static final int TALL_PIXELS = 12_000;
  private static final int STRIPE_PIXELS = 120;
  private static final int IMAGE_PIXELS = 64;

  /** Of the page {@code heavy} and the answer {@code heavy.bin}. */
  static final int HEAVY_MEGABYTES = 50;

  private static final int PARTS = 10;

  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> images = new ConcurrentHashMap<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final AtomicLong sites = new AtomicLong();
  private final int port;

  PageServer() throws IOException {
    this.port = listen("127.0.0.1", 0);
    listen("::1", port);
  }

  /** The page's address on a site that nobody has been to. */
  String fresh(String page) {
    return "http://a" + sites.incrementAndGet() + ".localhost:" + port + "/" + page;
  }

  /** Its address for clients that know no names under {@code localhost}. */
  String plain(String page) {
    return "http://127.0.0.1:" + port + "/" + page;
  }

  private int listen(String address, int wanted) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), wanted), 0);
    server.createContext("/", this::answer);
    server.setExecutor(hands);
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      switch (path) {
        case "/simple" -> send(exchange, "text/html", text(simple(true)));
        case "/simple-textless" -> send(exchange, "text/html", text(simple(false)));
        case "/cards" -> send(exchange, "text/html", text(cards(true)));
        case "/cards-textless" -> send(exchange, "text/html", text(cards(false)));
        case "/tall" -> send(exchange, "text/html", text(tall(true)));
        case "/heavy" -> send(exchange, "text/html", text(heavy()));
        case "/heavy.bin" ->
            send(exchange, "application/octet-stream", blank(HEAVY_MEGABYTES << 20));
        case "/tall-textless" -> send(exchange, "text/html", text(tall(false)));
        default -> {
          if (path.startsWith("/part/")) {
            send(exchange, "text/css", blank((HEAVY_MEGABYTES << 20) / PARTS));
          } else if (path.startsWith("/image/")) {
            send(exchange, "image/png", images.computeIfAbsent(path, PageServer::image));
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
        }
      }
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] text(String html) {
    return html.getBytes(StandardCharsets.UTF_8);
  }

  private static String page(String body) {
    return """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
        <link rel="icon" href="data:,"><style>
        body { margin: 0; font: 16px/1.5 sans-serif; background: #f6f7f9 }
        header { height: 80px; background: linear-gradient(90deg, #1d4ed8, #9333ea); color: #fff }
        main { padding: 24px } p { max-width: 60em }
        .grid { display: grid; grid-template-columns: repeat(8, 1fr); gap: 12px }
        .card { padding: 10px; border-radius: 8px; background: #fff; box-shadow: 0 1px 4px #0003 }
        .card img { display: block; width: 64px; height: 64px }
        .stripe { height: 120px }
        </style></head><body>%s</body></html>
        """
        .formatted(body);
  }

  private static String simple(boolean words) {
    String heading = words ? "<h1>A page</h1>" : "";
    String line = words ? "<p>Words of a plain page, as many as a paragraph has.</p>" : "<p></p>";
    return page("<header>" + heading + "</header><main>" + line.repeat(12) + "</main>");
  }

  private static String cards(boolean words) {
    StringBuilder html = new StringBuilder("<header></header><main><div class=\"grid\">");
    for (int i = 0; i < CARDS; i++) {
      html.append("<div class=\"card\"><img alt=\"\" src=\"/image/").append(i).append("\">");
      html.append(words ? "<b>Card " + i + "</b><p>What it says.</p>" : "").append("</div>");
    }
    return page(html.append("</div></main>").toString());
  }

  private static String tall(boolean words) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < TALL_PIXELS / STRIPE_PIXELS; i++) {
      html.append("<div class=\"stripe\" style=\"background:hsl(").append(i * 37 % 360);
      html.append(" 60% 70%)\">").append(words ? "<h2>Part " + i + "</h2>" : "").append("</div>");
    }
    return page(html.toString());
  }

  /** Of stylesheets that say nothing: what counts is their way to the browser. */
  private static String heavy() {
    StringBuilder html = new StringBuilder("<header></header>");
    for (int i = 0; i < PARTS; i++) {
      html.append("<link rel=stylesheet href=\"/part/").append(i).append("\">");
    }
    return page(html.toString());
  }

  private static byte[] blank(int bytes) {
    byte[] body = new byte[bytes];
    Arrays.fill(body, (byte) ' ');
    return body;
  }

  private static byte[] image(String path) {
    int number = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    var image = new BufferedImage(IMAGE_PIXELS, IMAGE_PIXELS, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < IMAGE_PIXELS; x++) {
      for (int y = 0; y < IMAGE_PIXELS; y++) {
        image.setRGB(x, y, Color.HSBtoRGB(number / 400f, x / 64f, (y ^ x ^ number) % 64 / 64f));
      }
    }
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    hands.close();
  }
}
