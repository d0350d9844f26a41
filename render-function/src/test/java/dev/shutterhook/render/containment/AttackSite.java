package dev.shutterhook.render.containment;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The hostile site: its page, its redirects and headers, and what it gets to hear. */
final class AttackSite {
  private static final String NONE = "none";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript";

  private final Set<String> ways = new ConcurrentSkipListSet<>();
  private final Queue<String> loot = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch done = new CountDownLatch(1);

  /** What it heard in one stretch. */
  record Heard(Set<String> ways, Set<Secret> loot, boolean done) {}

  synchronized Heard take() {
    Heard heard =
        new Heard(new TreeSet<>(ways), Secrets.in(String.join("\n", loot)), done.getCount() == 0);
    ways.clear();
    loot.clear();
    done = new CountDownLatch(1);
    return heard;
  }

  /** Whether a page has said in that time that it has tried everything. */
  boolean awaitDone(long seconds) throws InterruptedException {
    return done.await(seconds, TimeUnit.SECONDS);
  }

  void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> query = query(exchange);
    try (exchange) {
      allowEverything(exchange);
      switch (path) {
        case "/hostile.html", "/calm.html" -> send(exchange, HTML, Page.of(path.substring(1)));
        case "/attack.js" -> send(exchange, SCRIPT, Page.script(origin(exchange)));
        case "/worker.js" -> send(exchange, SCRIPT, Page.of("worker.js"));
        case "/to" -> redirect(exchange, query);
        case "/fields" -> fields(exchange, query);
        case "/loot" -> loot.add(body(exchange));
        case "/done" -> done.countDown();
        case "/rebound.html" -> send(exchange, HTML, Page.of("rebound.html"));
        default -> {
          ways.add(way(exchange));
          send(exchange, "text/plain", "site");
        }
      }
      if (exchange.getResponseCode() < 0) {
        exchange.sendResponseHeaders(204, -1);
      }
    }
  }

  private static void redirect(HttpExchange exchange, Map<String, String> query)
      throws IOException {
    int more = Integer.parseInt(query.getOrDefault("more", "0"));
    String to = query.getOrDefault("u", "/");
    String next =
        "/to?"
            + exchange.getRequestURI().getRawQuery().replace("more=" + more, "more=" + (more - 1));
    exchange.getResponseHeaders().add("Location", more > 0 ? next : to);
    exchange.sendResponseHeaders(Integer.parseInt(query.getOrDefault("status", "302")), -1);
  }

  /** A document that asks by the fields of its head. */
  private static void fields(HttpExchange exchange, Map<String, String> query) throws IOException {
    String to = query.getOrDefault("u", "/");
    Headers fields = exchange.getResponseHeaders();
    switch (query.getOrDefault("field", NONE)) {
      case "refresh" -> fields.add("Refresh", "0; url=" + to);
      case "link" -> {
        for (String rel : new String[] {"preload", "prefetch", "preconnect", "modulepreload"}) {
          fields.add("Link", "<" + to + "&rel=" + rel + ">; rel=" + rel + "; as=script");
        }
        fields.add("Link", "<" + to + "&rel=compression-dictionary>; rel=compression-dictionary");
        fields.add("Link", "<" + to + "&rel=dns-prefetch>; rel=dns-prefetch");
        fields.add("Link", "<" + to + "&rel=stylesheet>; rel=stylesheet");
      }
      case "csp" -> fields.add("Content-Security-Policy", "img-src 'none'; report-uri " + to);
      default -> {
        fields.add("Reporting-Endpoints", "default=\"" + to + "\"");
        fields.add("Report-To", Page.reportTo(to));
        fields.add("NEL", "{\"report_to\":\"nel\",\"max_age\":600,\"success_fraction\":1}");
        fields.add("Content-Security-Policy-Report-Only", "img-src 'none'; report-to default");
        fields.add("Document-Policy-Report-Only", "document-write=?0;report-to=default");
        fields.add("Speculation-Rules", "\"" + to + "\"");
        fields.add("Alt-Svc", "h3=\"" + Secret.METADATA.ipv4() + ":443\", h2=\":81\"");
        fields.add("Accept-CH", "Sec-CH-UA-Model");
        fields.add("SourceMap", to);
      }
    }
    send(exchange, HTML, "<!doctype html><img src=/none><script>1</script>");
  }

  /** Every leave that a server can give to a page of another origin or address space. */
  static void allowEverything(HttpExchange exchange) {
    Headers fields = exchange.getResponseHeaders();
    String origin =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Origin"), "*");
    fields.add("Access-Control-Allow-Origin", origin);
    fields.add("Access-Control-Allow-Credentials", "true");
    fields.add("Access-Control-Allow-Headers", "content-type, x-any");
    fields.add("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    fields.add("Access-Control-Allow-Private-Network", "true");
    fields.add("Access-Control-Allow-Local-Network", "true");
    fields.add("Timing-Allow-Origin", "*");
    fields.add("Service-Worker-Allowed", "/");
    fields.add("Supports-Loading-Mode", "credentialed-prerender, fenced-frame");
    fields.add("Cache-Control", "no-store");
  }

  static String way(HttpExchange exchange) {
    return query(exchange).getOrDefault("way", NONE);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String raw = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    return Arrays.stream(raw.split("&", -1))
        .map(part -> part.split("=", 2))
        .filter(part -> part.length == 2)
        .collect(
            Collectors.toMap(
                part -> part[0],
                part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8),
                (first, second) -> first));
  }

  private static String origin(HttpExchange exchange) {
    return "http://" + exchange.getRequestHeaders().getFirst("Host");
  }

  private static String body(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    sendBody(exchange, text.getBytes(StandardCharsets.UTF_8));
  }

  static void sendBody(HttpExchange exchange, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }
}
