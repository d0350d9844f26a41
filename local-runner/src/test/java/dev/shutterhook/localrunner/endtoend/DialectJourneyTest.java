package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.StableJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients and receivers of other systems, from their request to their check of the signature. */
@ExtendWith(SuiteUnderTest.class)
class DialectJourneyTest {
  private static final Duration A_WHILE = Duration.ofSeconds(30);
  private static final Map<String, Object> METADATA = Map.of("order", "日本 & 🎉", "2", 1, "1", 2);

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.client();

  private ObjectNode request(String callback, String url) {
    ObjectNode request = Json.mapper().createObjectNode().put("url", url);
    request.put(callback, suite.receivers().url("ok").toString());
    return request;
  }

  private String page() {
    return suite.pages().url("/small?a=1&b=2&c=%C3%BC").toString();
  }

  private JsonNode asked(String path, ObjectNode request) {
    request.set("metadata", Json.mapper().valueToTree(METADATA));
    HttpResponse<String> response = client.post(path, request.toString());
    assertEquals(202, response.statusCode(), response.body());
    return Json.tree(response.body());
  }

  /** The one webhook about a job; receivers that write it again before they check it may. */
  private Receivers.Received told(String id) {
    await().atMost(A_WHILE).until(() -> !all(id).isEmpty());
    Receivers.Received webhook = all(id).getFirst();
    assertEquals(webhook.body(), StableJson.write(webhook.event()));
    try {
      webhook.verify(suite.webhookSecret());
    } catch (WebhookVerificationException e) {
      throw new AssertionError(e);
    }
    return webhook;
  }

  private List<Receivers.Received> all(String id) {
    return suite.receivers().all().stream().filter(r -> r.body().contains(id)).toList();
  }

  private String hmac(String text) throws GeneralSecurityException {
    byte[] key = suite.webhookSecret().getBytes(StandardCharsets.UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void isPng(byte[] bytes) {
    assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, Arrays.copyOf(bytes, 4));
  }

  @Test
  void sendsAClientOfScreenshotApiThePictureItself() {
    ObjectNode request = request("callback_url", page()).put("format", "png");
    JsonNode job = asked("/v1/screenshot/async", request.put("device", "desktop"));
    JsonNode event = told(job.path("id").asText()).event();
    assertEquals("completed", event.path("status").asText());
    byte[] picture = Base64.getDecoder().decode(event.path("data_base64").asText());
    isPng(picture);
    assertEquals(event.path("size_bytes").asInt(), picture.length);
    String status = job.path("status_url").asText();
    assertEquals("completed", Json.tree(client.get(status).body()).path("status").asText());
    assertArrayEquals(picture, client.bytes(status + "/download"));
  }

  @Test
  void signsForScreenshotlyOverTimeAndBody() throws GeneralSecurityException {
    ObjectNode request = request("webhookUrl", page()).put("async", true).put("fullPage", true);
    JsonNode job = asked("/screenshot", request);
    Receivers.Received webhook = told(job.path("jobId").asText());
    String timestamp = webhook.header("x-screenshotly-timestamp");
    assertEquals(
        hmac(timestamp + "." + webhook.body()), webhook.header("x-screenshotly-signature"));
    assertTrue(Math.abs(System.currentTimeMillis() - Long.parseLong(timestamp)) < 300_000);
    JsonNode event = webhook.event();
    assertTrue(event.path("success").asBoolean());
    isPng(client.download(event.path("imageUrl").asText()));
    isPng(client.download(event.path("data").path("imageUrl").asText()));
    assertEquals("日本 & 🎉", event.path("metadata").path("order").asText());
    JsonNode polled = Json.tree(client.get("/screenshot/" + job.path("jobId").asText()).body());
    assertTrue(polled.path("completed").asBoolean(), polled::toString);
  }

  @Test
  void signsForToolCenterOverTheBody() throws GeneralSecurityException {
    ObjectNode request = request("webhookUrl", page()).put("width", 640).put("fullPage", false);
    JsonNode job = asked("/v1/screenshot", request);
    Receivers.Received webhook = told(job.path("jobId").asText());
    assertEquals(hmac(webhook.body()), webhook.header("x-webhook-signature"));
    isPng(client.download(webhook.event().path("screenshotUrl").asText()));
  }

  @Test
  void letsAReceiverOfScreenshotRunVerifyByAsking() {
    JsonNode job = asked("/api/v1/screenshots", request("webhook_url", page()));
    JsonNode event = told(job.path("id").asText()).event();
    assertEquals("screenshot.completed", event.path("event").asText());
    JsonNode data = event.path("data");
    String place = "/api/v1/screenshots/" + job.path("id").asText();
    assertEquals(Json.tree(client.get(place).body()), data);
    String image = data.path("image_url").asText();
    assertEquals(suite.suite().address() + place + "/image", image);
    isPng(client.bytes(place + "/image"));
  }

  @Test
  void signsForPxShotOverTheRawBody() throws GeneralSecurityException {
    ObjectNode request = request("webhook_url", page()).put("format", "pdf");
    request.put("full_page", true).put("wait_until", "networkidle");
    JsonNode job = asked("/v1/capture", request);
    Receivers.Received webhook = told(job.path("job_id").asText());
    assertEquals(hmac(webhook.body()), webhook.header("x-pxshot-signature"));
    byte[] pdf = client.download(webhook.event().path("asset_url").asText());
    assertEquals("%PDF-", new String(pdf, 0, 5, StandardCharsets.US_ASCII));
    assertEquals(Json.mapper().valueToTree(METADATA), webhook.event().path("metadata"));
  }

  static Stream<Arguments> failing() {
    return Stream.of(
        Arguments.of(Dialects.SCREENSHOT_API, "/v1/screenshot/async", "callback_url", "/id"),
        Arguments.of(Dialects.SCREENSHOTLY, "/screenshot", "webhookUrl", "/jobId"),
        Arguments.of(Dialects.TOOL_CENTER, "/v1/screenshot", "webhookUrl", "/jobId"),
        Arguments.of(Dialects.SCREENSHOT_RUN, "/api/v1/screenshots", "webhook_url", "/id"),
        Arguments.of(Dialects.PX_SHOT, "/v1/capture", "webhook_url", "/job_id"));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void tellsWhyThereIsNoPicture(Dialect dialect, String path, String callback, String id) {
    ObjectNode request = request(callback, page());
    if (dialect == Dialects.SCREENSHOTLY) {
      request.put("async", true);
    }
    // What another try would not change ends at once.
    request.put("selector", "#nothing").put("timeout", 1);
    String job = asked(path, request).at(id).asText();
    String body = told(job).body();
    assertTrue(body.contains("\"error\":"), body);
    assertFalse(body.contains(":\"completed\""), body);
  }

  @Test
  void answersThoseWhoWaitWithThePicture() {
    for (String path : List.of("/screenshot", "/v1/screenshot")) {
      isPng(client.bytes(path, "{\"url\":\"%s\"}".formatted(page())));
      ObjectNode nothing = Json.mapper().createObjectNode().put("url", page());
      nothing.put("selector", "#nothing").put("timeout", 1);
      HttpResponse<String> failed = client.post(path, nothing.toString());
      assertEquals(422, failed.statusCode(), failed.body());
      assertFalse(Json.tree(failed.body()).path("error").asText().isEmpty(), failed.body());
    }
  }
}
