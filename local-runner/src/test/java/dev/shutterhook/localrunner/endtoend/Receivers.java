package dev.shutterhook.localrunner.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** A client's server: named receivers that keep what they were sent. */
public final class Receivers implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap<String, AtomicInteger> visits = new ConcurrentHashMap<>();

  /**
   * A request that a receiver got.
   *
   * @param receiver its name
   * @param headers as they came
   * @param body as it came
   */
  public record Received(String receiver, HttpHeaders headers, String body) {
    public JsonNode event() {
      return Json.tree(body);
    }

    public String capture() {
      return event().path("data").path("id").asText();
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** Fails where Standard Webhooks' own library refuses the signature. */
    public void verify(String secret) throws WebhookVerificationException {
      try {
        new Webhook(secret).verify(body, headers);
      } catch (EmptyWebhookSecretException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }

  public Receivers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver("ok", _ -> 200);
    receiver("failsTwice", visit -> visit <= 2 ? 500 : 204);
    receiver("alwaysFails", _ -> 503);
    receiver("gone", _ -> 410);
    server.start();
  }

  public URI url(String receiver) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), receiver));
  }

  /** What came about a capture, in its order. */
  public List<Received> about(String capture) {
    return received.stream().filter(r -> r.capture().equals(capture)).toList();
  }

  public List<Received> all() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receiver(String name, IntUnaryOperator statusOfVisit) {
    server.createContext("/" + name, exchange -> receive(name, exchange, statusOfVisit));
  }

  private void receive(String name, HttpExchange exchange, IntUnaryOperator statusOfVisit)
      throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true);
      Received request = new Received(name, headers, body);
      received.add(request);
      int visit =
          visits.computeIfAbsent(request.capture(), _ -> new AtomicInteger()).incrementAndGet();
      exchange.sendResponseHeaders(statusOfVisit.applyAsInt(visit), -1);
    }
  }
}
