package dev.shutterhook.render;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A web site on loopback whose pages a test writes, and which remembers what it was asked. */
public final class Site implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What a path answers. */
  private record Page(int status, Map<String, String> headers, String body, Duration after) {}

  /**
   * A request.
   *
   * @param path without its query
   * @param headers names in lower case
   */
  public record Asked(String path, Map<String, String> headers) {
    public @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  private Site(HttpServer server) {
    this.server = server;
  }

  public static Site open() {
    try {
      Site site =
          new Site(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128));
      site.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      site.server.createContext("/", site::answer);
      site.server.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page of HTML. */
  public Site with(String path, String html) {
    return with(path, 200, Map.of(), html);
  }

  public Site with(String path, int status, Map<String, String> headers, String body) {
    pages.put(path, page(status, headers, body));
    return this;
  }

  /** A page of HTML that takes its time. */
  public Site slow(String path, Duration after, String html) {
    return slow(path, after, "text/html; charset=utf-8", html);
  }

  public Site slow(String path, Duration after, String type, String body) {
    pages.put(path, new Page(200, Map.of("Content-Type", type), body, after));
    return this;
  }

  public String url(String path) {
    return origin("127.0.0.1") + path;
  }

  /** The same server under another host's name, which is another site to a browser. */
  public String otherUrl(String path) {
    return origin("localhost") + path;
  }

  /** Requests for a path so far, the oldest first. */
  public List<Asked> asked(String path) {
    return asked().filter(one -> one.path().equals(path)).toList();
  }

  /** All requests so far, the oldest first. */
  public Stream<Asked> asked() {
    return asked.stream();
  }

  /** As if nothing had been asked yet. */
  public void forget() {
    asked.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String origin(String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(lower(name), String.join(", ", values)));
    String path = exchange.getRequestURI().getPath();
    asked.add(new Asked(path, headers));
    boolean refused = path.startsWith("/guarded") && !headers.containsKey("authorization");
    Page page =
        refused
            ? page(401, Map.of("WWW-Authenticate", "Basic realm=\"a\""), "<title>who</title>")
            : pages.getOrDefault(path, page(404, Map.of(), "<title>404</title>"));
    LockSupport.parkNanos(page.after().toNanos());
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      page.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Page page(int status, Map<String, String> headers, String body) {
    return new Page(status, headers, body, Duration.ZERO);
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }
}
