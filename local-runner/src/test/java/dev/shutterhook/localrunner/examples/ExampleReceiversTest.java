package dev.shutterhook.localrunner.examples;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.core.webhook.WebhookKeyPair;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.core.webhook.WebhookSigner;
import dev.shutterhook.localrunner.endtoend.Client;
import dev.shutterhook.localrunner.endtoend.SuiteUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real: the suite, its pages, and the receivers as processes of their own. Doubles: none. */
@ExtendWith({SuiteUnderTest.class, Examples.Extension.class})
class ExampleReceiversTest {
  private static final Duration A_WHILE = Duration.ofSeconds(30);
  private static final String BODY =
      "{\"type\":\"capture.completed\",\"timestamp\":\"Z\",\"data\":{\"id\":\"cap_1\",\"text\":\"é😀\"}}";

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.another("examples");
  private final HttpClient http = HttpClient.newHttpClient();
  private final Ids ids = Ids.secure();
  private final Instant longAgo = Instant.now().minus(Duration.ofMinutes(6));

  @ParameterizedTest
  @EnumSource(Language.class)
  void takeACapturesWebhookByTheSecretAndByThePublicKey(Language language, Examples examples)
      throws IOException, InterruptedException {
    String secret = Json.tree(client.get("/v1/webhook-secret").body()).path("secret").asText();
    String publicKey =
        Json.tree(client.post("/v1/webhook-public-key", "").body()).path("public_key").asText();
    try (Child bySecret = examples.receiver(language, secret);
        Child byPublicKey = examples.receiver(language, publicKey)) {
      String one = captured(bySecret);
      String other = captured(byPublicKey);
      arrived(bySecret, one);
      arrived(byPublicKey, other);
    }
  }

  private String captured(Child receiver) {
    return client.capture(
        Map.of(
            "url", suite.pages().url("/small"),
            "webhook_url", receiver.announced("listening on ")));
  }

  private void arrived(Child receiver, String capture) {
    await()
        .atMost(A_WHILE)
        .untilAsserted(
            () -> {
              assertEquals(2, receiver.lines().size(), receiver.lines().toString());
              assertEquals(1, client.ended(capture).path("deliveries").path("delivered").asInt());
            });
    String line = receiver.lines().getLast();
    assertEquals("capture.completed " + capture, line.substring(0, line.lastIndexOf(' ')));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void knowAnEventAgainAndTellForgedOnes(Language language, Examples examples)
      throws IOException, InterruptedException {
    WebhookSecret secret = WebhookSecret.random(new SecureRandom());
    WebhookKeyPair pair = WebhookKeyPair.random();
    try (Child bySecret = examples.receiver(language, secret.text());
        Child byPublicKey = examples.receiver(language, pair.publicKey())) {
      takesAnEventOnce(bySecret, List.of(secret, pair));
      takesAnEventOnce(byPublicKey, List.of(secret, pair));
      refuses(bySecret, List.of(WebhookSecret.random(new SecureRandom()), pair), Instant.now());
      refuses(byPublicKey, List.of(secret, WebhookKeyPair.random()), Instant.now());
      refuses(bySecret, List.of(secret, pair), longAgo);
      refuses(byPublicKey, List.of(secret, pair), longAgo);
    }
  }

  private void takesAnEventOnce(Child receiver, List<SigningKey> keys)
      throws IOException, InterruptedException {
    Id message = ids.next(Id.Kind.MESSAGE);
    Map<String, String> headers = WebhookSigner.headers(message, Instant.now(), BODY, keys);
    assertEquals(204, post(receiver, headers, BODY));
    assertEquals(204, post(receiver, headers, BODY));
    assertEquals(401, post(receiver, headers, BODY.replace('é', 'e')));
    Id next = ids.next(Id.Kind.MESSAGE);
    assertEquals(204, post(receiver, WebhookSigner.headers(next, Instant.now(), BODY, keys), BODY));
    List<String> expected =
        List.of("capture.completed cap_1 " + message, "capture.completed cap_1 " + next);
    await()
        .atMost(A_WHILE)
        .untilAsserted(() -> assertEquals(expected, receiver.lines().stream().skip(1).toList()));
  }

  private void refuses(Child receiver, List<SigningKey> keys, Instant at)
      throws IOException, InterruptedException {
    Id message = ids.next(Id.Kind.MESSAGE);
    assertEquals(401, post(receiver, WebhookSigner.headers(message, at, BODY, keys), BODY));
    assertEquals(401, post(receiver, Map.of(), BODY));
    assertEquals(401, post(receiver, Map.of(), ""));
    assertEquals(3, receiver.lines().size(), receiver.lines().toString());
  }

  private int post(Child receiver, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    URI url = URI.create(receiver.announced("listening on "));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(A_WHILE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
