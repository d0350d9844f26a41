package dev.shutterhook.render;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A web site on loopback whose pages are named after what is wrong or special with them. */
public final class NamedPages implements AutoCloseable {
  /** The hero of {@code tall} and of {@code small}. */
  public static final Color BLUE = new Color(0, 0, 255);

  public static final int TALL_HEIGHT = 12_000;
  public static final int CARDS = 100;

  private static final Map<String, String> HTML =
      Map.ofEntries(
          Map.entry("small", "<title>Small</title><body style='margin:0;background:#00f'>"),
          Map.entry("missingImage", "<img src=/image/1><img src=/gone>"),
          Map.entry("dialog", "<script>alert(1);confirm(2);document.title='went on'</script>"),
          Map.entry("popup", "<title>opener</title><script>window.open('/small')</script>"),
          Map.entry("pollsForEver", "<script>setInterval(()=>fetch('/small'),100)</script>polls"),
          Map.entry("redirectsByScript", "<script>location='/small'</script>"),
          Map.entry("neverYields", "<script>setTimeout(()=>{for(;;);},0)</script>busy"),
          Map.entry("cjkAndEmoji", "<body style='font-size:60px'>\u6f22\u5b57 \ud83d\ude00"),
          Map.entry(
              "fillsInLater",
              "<body style='margin:0'><script>fetch('/late').then(r=>r.text())"
                  + ".then(t=>document.body.style.background=t)</script>"),
          Map.entry("waitsForAnImage", "<img src=/hangs>"),
          Map.entry("tooTall", "<div style='height:17000px;background:#0f0'></div>"),
          Map.entry("tall", tall()),
          Map.entry("cards", cards()));

  private final HttpServer server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger imagesServed = new AtomicInteger();
  private final AtomicInteger hangsReached = new AtomicInteger();

  private NamedPages(HttpServer server) {
    this.server = server;
  }

  public static NamedPages open() {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 512);
      NamedPages pages = new NamedPages(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", pages::answer);
      server.start();
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url(String page) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page;
  }

  public int imagesServed() {
    return imagesServed.get();
  }

  /** Whether somebody has asked for {@code hangs}. */
  public boolean hangReached() {
    return hangsReached() > 0;
  }

  public int hangsReached() {
    return hangsReached.get();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String page = exchange.getRequestURI().getPath().substring(1);
    switch (page) {
      case "hangs" -> {
        hangsReached.incrementAndGet();
        awaitClosing();
        exchange.close();
      }
      case "breaks" -> exchange.close();
      case "forbidden" ->
          send(
              exchange,
              403,
              "text/html",
              bytes("<title>No</title><img src=/breaks><img src=http://224.0.0.1/refused>"));
      case "redirectLoop" -> redirect(exchange, url("redirectLoop"));
      case "goesOnByField" -> {
        exchange.getResponseHeaders().add("Refresh", "0; url=" + url("small"));
        send(exchange, 200, "text/html", bytes("<title>Not yet</title>"));
      }
      case "redirectsToRefused" -> redirect(exchange, "http://10.0.0.1:8080/");
      case "noContent" -> send(exchange, 204, "text/html", new byte[0]);
      case "download" -> {
        exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=a.bin");
        send(exchange, 200, "application/octet-stream", new byte[] {1, 2, 3});
      }
      case "late" -> send(exchange, 200, "text/plain", bytes("blue"));
      default -> file(exchange, page);
    }
  }

  private void file(HttpExchange exchange, String page) throws IOException {
    String html = HTML.get(page);
    if (page.startsWith("image/")) {
      imagesServed.incrementAndGet();
      exchange.getResponseHeaders().add("Cache-Control", "public, max-age=3600");
      send(exchange, 200, "image/png", redSquare());
    } else if (html != null) {
      send(exchange, 200, "text/html; charset=utf-8", bytes("<!doctype html>" + html));
    } else {
      send(exchange, 404, "text/html", bytes("<title>Not found</title><h1>Not found</h1>"));
    }
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    send(exchange, 302, "text/html", new byte[0]);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A blue hero as high as the window, then green to the end, where a lazy red image is. */
  private static String tall() {
    return "<body style='margin:0;background:#0f0'>"
        + "<div style='position:absolute;top:0;width:100%;height:100vh;background:#00f'></div>"
        + ("<div style='height:" + TALL_HEIGHT + "px;position:relative'>")
        + "<img loading=lazy src=/image/last width=50 height=50"
        + " style='position:absolute;bottom:0;left:0'></div>";
  }

  private static String cards() {
    return IntStream.range(0, CARDS)
        .mapToObj(i -> "<div style='height:300px'><img loading=lazy src=/image/" + i + ">" + i)
        .collect(Collectors.joining("</div>"));
  }

  private static byte[] redSquare() throws IOException {
    BufferedImage image = new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 2_500; i++) {
      image.setRGB(i % 50, i / 50, 0xff0000);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
