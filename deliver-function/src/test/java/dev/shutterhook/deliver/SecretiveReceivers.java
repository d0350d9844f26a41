package dev.shutterhook.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shutterhook.core.webhook.WebhookSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Receivers of one account that each know one secret at a time, and refuse what the standard's own
 * library does not verify by it.
 */
final class SecretiveReceivers implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReferenceArray<WebhookSecret> known;
  private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();

  /**
   * A webhook that came.
   *
   * @param receiver which, from 0
   * @param by the secret that it was verified by
   * @param refused why it was refused; empty where it was not
   * @param signatures how many it carried
   */
  record Visit(int receiver, WebhookSecret by, String refused, int signatures) {}

  SecretiveReceivers(List<WebhookSecret> secrets) {
    known = new AtomicReferenceArray<>(secrets.toArray(WebhookSecret[]::new));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  String url(int receiver) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + receiver;
  }

  /** From its next webhook on, a receiver knows this secret and no other. */
  void switchTo(WebhookSecret secret, int receiver) {
    known.set(receiver, secret);
  }

  List<Visit> visits() {
    return List.copyOf(visits);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      int receiver = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
      WebhookSecret secret = known.get(receiver);
      String refused = refusal(secret, exchange, body);
      String header = exchange.getRequestHeaders().getFirst("webhook-signature");
      visits.add(new Visit(receiver, secret, refused, header.split(" ", -1).length));
      exchange.sendResponseHeaders(refused.isEmpty() ? 204 : 401, -1);
    }
  }

  private static String refusal(WebhookSecret secret, HttpExchange exchange, String body) {
    try {
      new Webhook(secret.text()).verify(body, exchange.getRequestHeaders());
      return "";
    } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
