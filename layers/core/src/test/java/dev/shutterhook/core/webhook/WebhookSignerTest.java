package dev.shutterhook.core.webhook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.core.id.Id;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the standard's own library, which shares nothing with ours. */
class WebhookSignerTest {
  private static final Id MESSAGE = Id.of("msg_01K9ZZZZZZ0123456789ABCDEF");
  private static final String BODY = "{\"text\":\"é😀\"}";

  private final SplittableRandom random = new SplittableRandom(7);
  private final WebhookSecret secret = WebhookSecret.random(random);
  private final WebhookSecret other = WebhookSecret.random(random);

  @Test
  void signsWhatTheStandardsLibraryVerifies() {
    Map<String, String> headers = headers(List.of(secret));
    assertDoesNotThrow(() -> new Webhook(secret.text()).verify(BODY, sent(headers)));
  }

  @Test
  void signsOncePerSecretWhileOneRotates() {
    Map<String, String> headers = headers(List.of(secret, other));
    assertEquals(2, headers.getOrDefault(WebhookSigner.SIGNATURE, "").split(" ").length);
    assertDoesNotThrow(() -> new Webhook(secret.text()).verify(BODY, sent(headers)));
    assertDoesNotThrow(() -> new Webhook(other.text()).verify(BODY, sent(headers)));
  }

  @ParameterizedTest
  @ValueSource(strings = {WebhookSigner.ID, WebhookSigner.TIMESTAMP, WebhookSigner.SIGNATURE})
  void covers(String header) {
    Map<String, String> headers = new HashMap<>(headers(List.of(secret)));
    headers.compute(header, (_, value) -> value + "1");
    assertThrows(
        WebhookVerificationException.class,
        () -> new Webhook(secret.text()).verify(BODY, sent(headers)));
  }

  @Test
  void coversTheBody() {
    Map<String, String> headers = headers(List.of(secret));
    assertThrows(
        WebhookVerificationException.class,
        () -> new Webhook(secret.text()).verify(BODY + " ", sent(headers)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "whsec_!"})
  void refusesASecretThatTheStandardWouldNotHave(String text) {
    assertThrows(IllegalArgumentException.class, () -> new WebhookSecret(text));
  }

  @Test
  void neverShowsASecret() {
    assertFalse(secret.toString().contains(secret.text().substring(6, 12)));
  }

  private static Map<String, String> headers(List<WebhookSecret> secrets) {
    return WebhookSigner.headers(MESSAGE, Instant.now(), BODY, secrets);
  }

  private static Map<String, List<String>> sent(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
  }
}
