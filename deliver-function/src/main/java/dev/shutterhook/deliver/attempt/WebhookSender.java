package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.dialect.Signing;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.Form;
import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.core.webhook.WebhookSigner;
import dev.shutterhook.deliver.attempt.Exchange.Answered;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts webhooks through the egress guard: signed anew for each attempt, redirects never followed.
 * Each request has a client and a session of its own, so that one receiver's faults are never taken
 * for another's. Safe for threads.
 */
public final class WebhookSender {
  /**
   * A receiver has so long, from the connection to the last byte of its answer that is read, unless
   * its dialect promises more.
   */
  public static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Of an answer no more is read; what a receiver says beyond does not matter. */
  public static final int MAX_READ_BYTES = 64 * 1024;

  public static final String USER_AGENT = "Shutterhook/1";

  private final EgressGuard guard;
  private final Duration timeout;

  public WebhookSender(EgressGuard guard, Duration timeout) {
    this.guard = guard;
    this.timeout = timeout;
  }

  /**
   * Sends a webhook once.
   *
   * @param body its bytes, with what is inlined
   * @param at the time of this attempt, which is signed
   * @throws OurFaultException where it was not the receiver that failed
   */
  public Exchange send(Delivery delivery, byte[] body, List<? extends SigningKey> keys, Instant at)
      throws InterruptedException {
    Duration patience = patience(delivery.form());
    HttpRequest.Builder unsigned = request(delivery, body).timeout(patience);
    signatures(delivery, body, keys, at).forEach(unsigned::header);
    HttpRequest request = unsigned.build();
    try (EgressSession session = guard.open(delivery.id().toString())) {
      HttpClient client = client(session);
      // A thread of its own, because no time-out of the client covers a body that drips.
      FutureTask<Exchange> exchange = new FutureTask<>(() -> exchange(client, request));
      try {
        Thread.ofVirtual().name("webhook-" + delivery.id()).start(exchange);
        return new Blame(session, request.uri())
            .answer(exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        return new Blame(session, request.uri()).failure(new HttpTimeoutException("no answer"));
      } catch (ExecutionException e) {
        return new Blame(session, request.uri()).failure(e.getCause());
      } finally {
        exchange.cancel(true);
        client.shutdownNow();
      }
    }
  }

  private Duration patience(Form form) {
    return form.signed() ? Dialects.of(form.dialect()).patience().orElse(timeout) : timeout;
  }

  private static Map<String, String> signatures(
      Delivery delivery, byte[] body, List<? extends SigningKey> keys, Instant at) {
    if (!delivery.form().signed()) {
      return Map.of();
    }
    Signing signing = Signing.of(at, delivery.attempts() + 1, body, keys);
    Map<String, String> headers =
        new LinkedHashMap<>(WebhookSigner.headers(delivery.message(), at, body, keys));
    headers.putAll(Dialects.of(delivery.form().dialect()).headers(signing));
    return headers;
  }

  private HttpClient client(EgressSession session) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(timeout)
        .proxy(ProxySelector.of(session.proxyAddress()))
        .build();
  }

  private static HttpRequest.Builder request(Delivery delivery, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(delivery.url().uri())
            .header("content-type", "application/json")
            .header("user-agent", USER_AGENT)
            .POST(BodyPublishers.ofByteArray(body));
    Trace trace = delivery.trace();
    if (trace != null) {
      String attempt = delivery.id() + "#" + delivery.generation() + "#" + delivery.attempts();
      request.header(Trace.HEADER, trace.through(attempt).toString());
    }
    return request;
  }

  private static Exchange exchange(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] read = body.readNBytes(MAX_READ_BYTES);
      int kept = Math.min(read.length, Attempt.MAX_ANSWER_CHARS);
      return new Answered(
          response.statusCode(),
          response.headers().firstValue("retry-after"),
          new String(read, 0, kept, StandardCharsets.UTF_8));
    }
  }
}
