package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.core.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SuiteUnderTest.class)
class CaptureJourneyTest {
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.client();

  @Test
  void takesAPictureAndTellsTheReceiverWithASignatureThatTheStandardsLibraryAccepts()
      throws IOException, WebhookVerificationException {
    String id =
        client.capture(
            Map.of(
                "url", suite.pages().url("/small"),
                "width", 400,
                "height", 300,
                "webhook_url", suite.receivers().url("ok"),
                "metadata", Map.of("order", "日本 & 🎉", "2", 1.5e21, "1", 1e-7)));
    JsonNode capture = client.ended(id);
    assertEquals("completed", capture.path("status").asText(), capture.toString());
    BufferedImage picture =
        image(client.download(capture.path("artifacts").path(0).path("url").asText()));
    assertEquals(400, picture.getWidth());
    assertEquals(300, picture.getHeight());
    assertEquals(0xff00ff00, picture.getRGB(399, 299));

    await().atMost(A_WHILE).until(() -> suite.receivers().about(id).size() == 1);
    Receivers.Received webhook = suite.receivers().about(id).getFirst();
    webhook.verify(suite.webhookSecret());
    assertEquals("capture.completed", webhook.event().path("type").asText());
    JsonNode told = webhook.event().path("data");
    assertEquals("日本 & 🎉", told.path("metadata").path("order").asText());
    assertTrue(webhook.body().contains("\"metadata\":{\"1\":1e-7,\"2\":1.5e+21,\"order\":"));
    assertEquals(
        capture.path("artifacts").path(0).path("sha256"),
        told.path("artifacts").path(0).path("sha256"));
    await()
        .atMost(A_WHILE)
        .until(() -> client.ended(id).path("deliveries").path("delivered").asInt() == 1);
  }

  @Test
  void leadsToTheImage() throws IOException {
    String id = client.capture(Map.of("url", suite.pages().url("/small"), "format", "jpeg"));
    client.ended(id);
    HttpResponse<String> response = client.get("/v1/captures/" + id + "/image");
    assertEquals(302, response.statusCode());
    byte[] bytes = client.download(response.headers().firstValue("location").orElseThrow());
    assertEquals(
        "jpeg",
        ImageIO.getImageReadersByFormatName("jpeg")
            .next()
            .getFormatName()
            .toLowerCase(java.util.Locale.ROOT));
    assertEquals(1280, image(bytes).getWidth());
  }

  @Test
  void capturesAWholeTallPage() throws IOException {
    String id = client.capture(Map.of("url", suite.pages().url("/tall"), "full_page", true));
    JsonNode artifact = client.ended(id).path("artifacts").path(0);
    assertEquals(Pages.TALL_PX, artifact.path("height").asInt());
    BufferedImage picture = image(client.download(artifact.path("url").asText()));
    assertEquals(0xffff0000, picture.getRGB(1000, Pages.TALL_PX - 1));
    assertNotEquals(0xffff0000, picture.getRGB(1000, Pages.TALL_PX - 101));
  }

  @Test
  void loadsLazyImagesOfAFullPage() {
    String id = client.capture(Map.of("url", suite.pages().url("/cards"), "full_page", true));
    JsonNode capture = client.ended(id);
    assertEquals(0, capture.path("verdict").path("images_missing").asInt(), capture.toString());
    assertTrue(capture.path("verdict").path("complete").asBoolean(), capture.toString());
  }

  @Test
  void rendersADocumentThatTheClientSent() throws IOException {
    String html = "<body style='margin:0;background:#0000ff'>" + "x\u0001\"é".repeat(50_000);
    String id = client.capture(Map.of("html", html, "width", 64, "height", 64));
    JsonNode capture = client.ended(id);
    assertTrue(capture.path("url").isNull());
    BufferedImage picture =
        image(client.download(capture.path("artifacts").path(0).path("url").asText()));
    assertEquals(64, picture.getWidth());
  }

  @Test
  void makesAPdf() {
    String id = client.capture(Map.of("url", suite.pages().url("/small"), "format", "pdf"));
    JsonNode artifact = client.ended(id).path("artifacts").path(0);
    byte[] pdf = client.download(artifact.path("url").asText());
    assertEquals("%PDF-", new String(pdf, 0, 5, StandardCharsets.US_ASCII));
    assertEquals("application/pdf", artifact.path("content_type").asText());
  }

  @Test
  void triesAReceiverAgainWithTheSameIdAndBytes() throws WebhookVerificationException {
    String id =
        client.capture(
            Map.of(
                "url", suite.pages().url("/small"),
                "webhook_url", suite.receivers().url("failsTwice")));
    await().atMost(A_WHILE).until(() -> suite.receivers().about(id).size() == 3);
    List<Receivers.Received> all = suite.receivers().about(id);
    for (Receivers.Received webhook : all) {
      webhook.verify(suite.webhookSecret());
    }
    assertEquals(1, all.stream().map(Receivers.Received::body).distinct().count());
    assertEquals(1, all.stream().map(r -> r.header("webhook-id")).distinct().count());
    await()
        .atMost(A_WHILE)
        .until(() -> client.ended(id).path("deliveries").path("delivered").asInt() == 1);
  }

  @Test
  void carriesTheClientsTraceFromTheRequestToEveryAttempt() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Map<String, ?> request =
        Map.of("html", "<p>traced", "webhook_url", suite.receivers().url("failsTwice"));
    String parent = "00-" + trace + "-00f067aa0ba902b7-01";
    HttpResponse<String> accepted =
        client.post("/v1/captures", Json.write(request), "traceparent", parent);
    String id = Json.tree(accepted.body()).path("id").asText();
    await().atMost(A_WHILE).until(() -> suite.receivers().about(id).size() == 3);
    List<String> parents =
        suite.receivers().about(id).stream().map(r -> r.header("traceparent")).toList();
    assertTrue(
        parents.stream().allMatch(p -> p.startsWith("00-" + trace + "-")), parents::toString);
    assertEquals(3, parents.stream().distinct().count());
    for (String event : List.of("capture.accepted", "render.finished", "capture.settled")) {
      assertTrue(suite.log().lines().anyMatch(l -> l.contains(event) && l.contains(trace)), event);
    }
  }

  @Test
  void sendsASampleEventOnceWhateverTheReceiverSays() throws WebhookVerificationException {
    HttpResponse<String> response =
        client.post(
            "/v1/webhooks/test",
            Json.write(Map.of("url", suite.receivers().url("alwaysFails").toString())));
    assertEquals(202, response.statusCode(), response.body());
    JsonNode delivery = Json.tree(response.body());
    String mark = "\"delivery\":\"" + delivery.path("id").asText() + "\"";
    await()
        .atMost(A_WHILE)
        .until(
            () ->
                suite
                    .log()
                    .lines()
                    .anyMatch(line -> line.contains(mark) && line.contains("\"Exhausted\":1")));
    List<Receivers.Received> all =
        suite.receivers().all().stream()
            .filter(r -> r.header("webhook-id").equals(delivery.path("webhook_id").asText()))
            .toList();
    assertEquals(1, all.size());
    all.getFirst().verify(suite.webhookSecret());
    assertTrue(
        all.getFirst().event().path("data").path("metadata").path("sample").asBoolean(),
        all.getFirst().body());
  }

  @Test
  void givesAReceiverUpWhenTheScheduleIsSpent() {
    String id =
        client.capture(
            Map.of(
                "url", suite.pages().url("/small"),
                "webhook_url", suite.receivers().url("alwaysFails")));
    await()
        .atMost(A_WHILE)
        .until(() -> client.ended(id).path("deliveries").path("exhausted").asInt() == 1);
    assertEquals(
        SuiteUnderTest.RETRY_SCHEDULE.split(",", -1).length, suite.receivers().about(id).size());
  }

  private static BufferedImage image(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
