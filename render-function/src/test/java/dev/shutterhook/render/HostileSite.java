package dev.shutterhook.render;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A web site on loopback that means harm: its own answers, and {@link HostilePages}. */
public final class HostileSite implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SocketFlood sockets = SocketFlood.open();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger downloads = new AtomicInteger();

  private HostileSite(HttpServer server) {
    this.server = server;
  }

  public static HostileSite open() {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 1_024);
      HostileSite site = new HostileSite(server);
      server.setExecutor(site.threads);
      server.createContext("/", site::answer);
      server.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url(String page) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page;
  }

  /** How often a file was asked for that nobody may save. */
  public int downloads() {
    return downloads.get();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    sockets.close();
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    try (exchange) {
      switch (name) {
        case "never" -> pause(Long.MAX_VALUE);
        case "breaks" -> {}
        case "small" -> send(exchange, 200, "text/html", "<title>Small</title><body bgcolor=blue>");
        case "worker.js" ->
            send(exchange, 200, "text/javascript", "setInterval(()=>fetch('/small'),50)");
        case "noContent" -> exchange.sendResponseHeaders(204, -1);
        case "resetContent" -> exchange.sendResponseHeaders(205, -1);
        case "redirectsForEver" -> {
          exchange.getResponseHeaders().add("Location", "/redirectsForEver?" + System.nanoTime());
          exchange.sendResponseHeaders(302, -1);
        }
        case "refreshesByField" -> {
          exchange.getResponseHeaders().add("Refresh", "0; url=/refreshesByField");
          send(exchange, 200, "text/html", "<title>r</title>again");
        }
        case "download" -> {
          downloads.incrementAndGet();
          exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=a.bin");
          send(exchange, 200, "application/octet-stream", "abc");
        }
        case "endlessDownload" -> {
          exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=b.bin");
          stream(exchange, "application/octet-stream", Long.MAX_VALUE);
        }
        case "endlessDocument" -> stream(exchange, "text/html", Long.MAX_VALUE);
        case "endlessScript" -> stream(exchange, "text/javascript", Long.MAX_VALUE);
        case "endlessImage" -> stream(exchange, "image/jpeg", Long.MAX_VALUE);
        case "twoHundredMegabytes" -> stream(exchange, "text/html", 200);
        case "drips" -> drip(exchange);
        case "zipBomb" -> bomb(exchange);
        case "hugeImage.png" -> image(exchange);
        default -> page(exchange, name);
      }
    }
  }

  private void page(HttpExchange exchange, String name) throws IOException {
    String html = HostilePages.of(name).orElse("");
    if (html.isEmpty()) {
      send(exchange, 404, "text/html", "<title>?</title>?");
    } else {
      // The longest are of a hundred megabytes, and ask for nothing.
      boolean asks = html.length() < CHUNK_BYTES;
      String port = Integer.toString(sockets.port());
      send(exchange, 200, "text/html", asks ? html.replace("SOCKETS", port) : html);
    }
  }

  private void pause(long millis) {
    try {
      var _ = closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stream(HttpExchange exchange, String type, long megabytes) throws IOException {
    byte[] chunk = "<p>word ".repeat(CHUNK_BYTES / 8).getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    for (long i = 0; i < megabytes && closing.getCount() > 0; i++) {
      body.write(chunk);
    }
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, 0);
    while (closing.getCount() > 0) {
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
      pause(100);
    }
  }

  /** Ten megabytes that unfold to ten gigabytes. */
  private static void bomb(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.getResponseHeaders().add("Content-Encoding", "deflate");
    exchange.sendResponseHeaders(200, 0);
    Zeros.writeTo(exchange.getResponseBody(), 10_240);
  }

  /** A PNG of 20,000 by 20,000 pixels in a little more than a megabyte: 1.6 GB once decoded. */
  private static void image(HttpExchange exchange) throws IOException {
    int side = 20_000;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(new byte[] {0x78, (byte) 0x9c}); // RFC 1950, section 2.2
    Zeros.writeTo(data, side * (1 + side * 3L) / Zeros.BLOCK_BYTES + 1);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    PngChunk.write(png, "IHDR", PngChunk.header(side, side));
    PngChunk.write(png, "IDAT", data.toByteArray());
    PngChunk.write(png, "IEND", new byte[0]);
    exchange.getResponseHeaders().add("Content-Type", "image/png");
    exchange.sendResponseHeaders(200, png.size());
    png.writeTo(exchange.getResponseBody());
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
