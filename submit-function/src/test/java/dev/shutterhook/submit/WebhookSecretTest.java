package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.webhook.WebhookSecrets;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The secret that signs an account's webhooks, as a client sees and rotates it. */
@ExtendWith(CloudExtension.class)
class WebhookSecretTest {
  private static final String ROTATE = "/v1/webhook-secret/rotate";

  private final TestApi api;

  WebhookSecretTest(LocalCloud cloud) {
    api = new TestApi(cloud);
  }

  private JsonNode shown() {
    return api.get("/v1/webhook-secret").body();
  }

  private TestApi.Answered rotate(String body) {
    return api.post(ROTATE, body);
  }

  /** In real time: a client that is told at once could be quicker than those who sign. */
  private JsonNode rotatedAndToldLate() {
    long began = System.nanoTime();
    TestApi.Answered answered = rotate("");
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertEquals(200, answered.status());
    assertTrue(took.compareTo(WebhookSecrets.TOLD_AFTER) >= 0, took.toString());
    assertTrue(took.compareTo(WebhookSecrets.TOLD_AFTER.multipliedBy(4)) < 0, took.toString());
    // What is shown next need not wait.
    api.clock.forward(WebhookSecrets.TOLD_AFTER);
    return answered.body();
  }

  @Test
  void isOneUntilItIsRotated() {
    JsonNode shown = shown();
    assertTrue(shown.path("secret").asText().startsWith("whsec_"));
    assertTrue(shown.has("previous_secret") && shown.path("previous_secret").isNull());
    assertTrue(shown.has("previous_expires_at") && shown.path("previous_expires_at").isNull());
  }

  @Test
  void isShownWithThePreviousOneForADay() {
    String old = shown().path("secret").asText();
    Instant rotatedAt = api.clock.instant();
    JsonNode rotated = rotatedAndToldLate();
    assertNotEquals(old, rotated.path("secret").asText());
    assertEquals(old, rotated.path("previous_secret").asText());
    assertEquals(
        rotatedAt.plus(Duration.ofHours(24)),
        Instant.parse(rotated.path("previous_expires_at").asText()));
    assertEquals(rotated, shown());
    api.clock.forward(Duration.ofHours(24));
    assertEquals(rotated.path("secret"), shown().path("secret"));
    assertTrue(shown().path("previous_secret").isNull());
  }

  @Test
  void isRotatedASecondTimeOnlyWhereThePreviousOneIsRevoked() {
    JsonNode first = rotatedAndToldLate();
    api.clock.forward(Duration.ofMinutes(1));
    TestApi.Answered refused = rotate("{\"revoke_previous\":false}");
    assertEquals(409, refused.status());
    assertEquals("conflict", refused.code());
    assertTrue(refused.body().path("detail").asText().contains("revoke_previous"));
    long left =
        Duration.between(
                api.clock.instant(), Instant.parse(first.path("previous_expires_at").asText()))
            .toSeconds();
    assertEquals(Long.toString(left), refused.header("retry-after"));
    assertEquals(first, shown());
    JsonNode second = rotate("{\"revoke_previous\":true}").body();
    assertEquals(first.path("secret"), second.path("previous_secret"));
    assertNotEquals(first.path("secret"), second.path("secret"));
    logsWhoRotatedAndNoSecret(first, second);
  }

  private void logsWhoRotatedAndNoSecret(JsonNode... told) {
    JsonNode line = api.lines.of("webhook_secret.rotated").getLast();
    assertEquals(api.account, line.path("account").asText());
    assertTrue(line.path("revoked_previous").asBoolean());
    for (JsonNode document : told) {
      assertFalse(api.lines.text().contains(document.path("secret").asText()));
      assertFalse(api.lines.text().contains(document.path("previous_secret").asText()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[]; must be a JSON object",
        "{; is not valid JSON",
        "{\"revoke_previous\":\"yes\"}; must be true or false",
        "{\"revoke\":true}; is not a known field"
      })
  void isNotRotatedByABodyThatSaysSomethingElse(String body, String fault) {
    JsonNode before = shown();
    TestApi.Answered refused = rotate(body);
    assertEquals(400, refused.status());
    assertTrue(
        refused.body().path("errors").path(0).path("message").asText().startsWith(fault),
        refused.body().toString());
    assertEquals(before, shown());
  }

  @Test
  void hasAPublicKeyBesideItOnceSomebodyAskedForOne() {
    assertTrue(shown().has("public_key") && shown().path("public_key").isNull());
    TestApi.Answered made = api.post("/v1/webhook-public-key", "");
    assertEquals(200, made.status());
    assertEquals(1, made.body().size(), made.body().toString());
    assertTrue(made.body().path("public_key").asText().startsWith("whpk_"));
    api.clock.forward(WebhookSecrets.TOLD_AFTER);
    assertEquals(made.body(), api.post("/v1/webhook-public-key", "").body());
    assertEquals(made.body().path("public_key"), shown().path("public_key"));
  }

  @Test
  void isNobodyElsesToRotate() {
    ObjectNode event = Events.recorded("submit-capture.json");
    event.put("rawPath", ROTATE);
    assertEquals(401, api.call(event).status());
  }
}
