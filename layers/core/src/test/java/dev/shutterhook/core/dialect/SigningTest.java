package dev.shutterhook.core.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.core.webhook.WebhookKeyPair;
import dev.shutterhook.core.webhook.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigningTest {
  private static final Instant AT = Instant.ofEpochMilli(1_793_534_401_500L);
  private static final byte[] BODY = "{\"text\":\"é😀\"}".getBytes(StandardCharsets.UTF_8);
  private static final WebhookSecret CURRENT =
      new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final WebhookSecret PREVIOUS =
      new WebhookSecret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");

  private static Signing attempt(int number, SigningKey... keys) {
    return Signing.of(AT, number, BODY, List.of(keys));
  }

  /** The figures are those of Python's hmac, keyed by the bytes of the whole text. */
  @Test
  void signsInHexByTheSecretAsItsOwnerSeesIt() {
    assertEquals(
        Map.of(
            "x-webhook-signature",
            "758152cbbe601bbe997bcda84bdb58a1d7f59cfd7e2e61f71c36c259b4e6f171"),
        Dialects.TOOL_CENTER.headers(attempt(1, CURRENT)));
    assertEquals(
        Map.of(
            "x-pxshot-signature",
            "758152cbbe601bbe997bcda84bdb58a1d7f59cfd7e2e61f71c36c259b4e6f171"),
        Dialects.PX_SHOT.headers(attempt(1, CURRENT)));
    assertEquals(
        Map.of(
            "x-screenshotly-timestamp", "1793534401500",
            "x-screenshotly-signature",
                "13b4304aac3045267333c9460598215729904372d479e777baf7774a9c58d8cf"),
        Dialects.SCREENSHOTLY.headers(attempt(1, CURRENT)));
  }

  @Test
  void signsNothingMoreWhereNoDocumentAsksForIt() {
    for (Dialect dialect :
        List.of(Dialects.NATIVE, Dialects.SCREENSHOT_API, Dialects.SCREENSHOT_RUN)) {
      assertEquals(Map.of(), dialect.headers(attempt(1, CURRENT)));
    }
  }

  @Test
  void takesTurnsWhileASecretIsRotated() {
    List<SigningKey> keys = List.of(CURRENT, PREVIOUS, WebhookKeyPair.random());
    List<WebhookSecret> turns =
        List.of(1, 2, 3, 4).stream().map(n -> Signing.of(AT, n, BODY, keys).secret()).toList();
    assertEquals(List.of(PREVIOUS, CURRENT, PREVIOUS, CURRENT), turns);
  }

  @Test
  void signsByTheOneSecretThatThereIs() {
    assertEquals(CURRENT, attempt(1, CURRENT, WebhookKeyPair.random()).secret());
    assertEquals(CURRENT, attempt(2, CURRENT, WebhookKeyPair.random()).secret());
  }
}
