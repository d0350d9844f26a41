package dev.shutterhook.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks are signed here by Standard Webhooks' own library. */
class WebhookVerifierTest {
  private static final String ID = "msg_01K9ZZZZZZ0123456789ABCDEF";
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String BODY =
      "{\"type\":\"capture.failed\",\"timestamp\":\"2026-11-01T12:00:00.5Z\",\"data\":"
          + "{\"id\":\"cap_1\",\"status\":\"failed\",\"error\":{\"code\":\"dns_failed\"},\"text\":\"é😀\"}}";

  private final Random random = new Random(7);
  private final String secret = secret();
  private final String other = secret();

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  private static String signature(String secret, Instant at, String body) {
    try {
      return new Webhook(secret).sign(ID, at.getEpochSecond(), body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, List<String>> headers(Instant at, String signature) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("Webhook-Id", List.of(ID));
    headers.put("webhook-timestamp", List.of(Long.toString(at.getEpochSecond())));
    headers.put("WEBHOOK-SIGNATURE", List.of(signature));
    headers.put("content-type", List.of("application/json"));
    return headers;
  }

  private static WebhookEvent verified(
      Map<String, List<String>> headers, String body, String... secrets) {
    return new WebhookVerifier(List.of(secrets), Clock.fixed(NOW, ZoneOffset.UTC))
        .verify(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(Map<String, List<String>> headers, String body, String... secrets) {
    assertThrows(WebhookException.class, () -> verified(headers, body, secrets));
  }

  @Test
  void readsWhatTheSecretSigned() {
    WebhookEvent event = verified(headers(NOW, signature(secret, NOW, BODY)), BODY, secret);
    assertEquals(ID, event.id());
    assertEquals("capture.failed", event.type());
    assertEquals(Instant.parse("2026-11-01T12:00:00.5Z"), event.timestamp());
    assertEquals("cap_1", event.capture().id());
    assertEquals("dns_failed", event.capture().errorCode().orElseThrow());
    assertEquals("é😀", event.data().get("text"));
  }

  @Test
  void takesAnyOfSeveralSecretsAndSignatures() {
    String one = signature(secret, NOW, BODY);
    String two = signature(other, NOW, BODY);
    verified(headers(NOW, "v1a,AAAA " + one + " " + two), BODY, secret);
    verified(headers(NOW, "v1a,AAAA " + one + " " + two), BODY, other);
    verified(headers(NOW, one), BODY, other, secret);
    refused(headers(NOW, one), BODY, other);
    refused(headers(NOW, "v2" + one.substring(2)), BODY, secret);
    refused(headers(NOW, "v1,AAAA ".repeat(16) + one), BODY, secret);
  }

  @ParameterizedTest
  @CsvSource({"0,true", "300,true", "-300,true", "301,false", "-301,false"})
  void takesWhatIsOfNow(long seconds, boolean right) {
    Instant at = NOW.plusSeconds(seconds);
    Map<String, List<String>> headers = headers(at, signature(secret, at, BODY));
    if (right) {
      verified(headers, BODY, secret);
    } else {
      refused(headers, BODY, secret);
    }
  }

  @Test
  void refusesWhatWasChangedOnItsWay() {
    String signature = signature(secret, NOW, BODY);
    refused(headers(NOW, signature), BODY.replace("é", "e"), secret);
    refused(headers(NOW.plusSeconds(1), signature), BODY, secret);
    Map<String, List<String>> headers = headers(NOW, signature);
    headers.put("Webhook-Id", List.of("msg_other"));
    refused(headers, BODY, secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Webhook-Id", "webhook-timestamp", "WEBHOOK-SIGNATURE"})
  void wantsEachHeaderOnce(String header) {
    Map<String, List<String>> headers = headers(NOW, signature(secret, NOW, BODY));
    List<String> value = headers.getOrDefault(header, List.of());
    headers.put(header, List.of());
    refused(headers, BODY, secret);
    headers.put(header, List.of(value.getFirst(), value.getFirst()));
    refused(headers, BODY, secret);
    headers.put(header, value);
    verified(headers, BODY, secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "-1", "1e9", "99999999999999999999"})
  void refusesTimesThatAreNone(String timestamp) {
    Map<String, List<String>> headers = headers(NOW, signature(secret, NOW, BODY));
    headers.put("webhook-timestamp", List.of(timestamp));
    refused(headers, BODY, secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1,", "v1", "", "v1,%%%", ",", "  "})
  void refusesSignaturesThatAreNone(String signature) {
    refused(headers(NOW, signature), BODY, secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"type\":\"a\",\"timestamp\":\"x\",\"data\":{}}", "nil"})
  void refusesWhatIsSignedAndNoEvent(String body) {
    refused(headers(NOW, signature(secret, NOW, body)), body, secret);
  }

  @Test
  void wantsSecretsAsTheServiceSpellsThem() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    for (List<String> wrong :
        List.of(List.<String>of(), List.of("whsec_"), List.of("secret"), List.of("whsec_%"))) {
      assertThrows(
          IllegalArgumentException.class, () -> new WebhookVerifier(wrong, clock), "" + wrong);
    }
  }
}
