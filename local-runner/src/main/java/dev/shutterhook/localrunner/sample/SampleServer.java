package dev.shutterhook.localrunner.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.WebhookSecret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Serves a sample page at {@code /} and receives webhooks at {@code /webhook}: it checks their
 * signature as a client's server should, and says in one line what it was told.
 */
public final class SampleServer implements AutoCloseable {
  /** A webhook is under 20 kB; nothing larger is read. */
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<List<WebhookSecret>> secrets;
  private final Consumer<String> told;
  private final byte[] page;

  private SampleServer(Supplier<List<WebhookSecret>> secrets, Consumer<String> told)
      throws IOException {
    this.secrets = secrets;
    this.told = told;
    this.page = resource("sample-page.html");
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::page);
    server.createContext("/webhook", this::webhook);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts on a free port of loopback.
   *
   * @param secrets those that may have signed, asked for at each webhook
   * @param told gets a line for each webhook
   */
  public static SampleServer start(Supplier<List<WebhookSecret>> secrets, Consumer<String> told)
      throws IOException {
    return new SampleServer(secrets, told);
  }

  public URI page() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  public URI receiver() {
    return page().resolve("/webhook");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void page(HttpExchange exchange) throws IOException {
    boolean found = exchange.getRequestURI().getPath().equals("/");
    exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
    answer(exchange, found ? 200 : 404, found ? page : new byte[0]);
  }

  private void webhook(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
    String body = new String(bytes, StandardCharsets.UTF_8);
    boolean genuine = genuine(exchange.getRequestHeaders(), body);
    told.accept(genuine ? summary(body) : "webhook refused: its signature is not ours");
    answer(exchange, genuine ? 204 : 401, new byte[0]);
  }

  private boolean genuine(Headers headers, String body) {
    return secrets.get().stream().anyMatch(secret -> signed(secret, headers, body));
  }

  private static boolean signed(WebhookSecret secret, Headers headers, String body) {
    try {
      new Webhook(secret.text()).verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalStateException("a webhook secret is never empty", e);
    }
  }

  private static String summary(String body) {
    JsonNode event = Json.tree(body);
    JsonNode capture = event.path("data");
    String url = capture.path("artifacts").path(0).path("url").asText("");
    return "webhook received, signature verified: %s %s %s"
        .formatted(event.path("type").asText(), capture.path("id").asText(), url)
        .strip();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = SampleServer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
