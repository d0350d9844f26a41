package dev.shutterhook.core.dialect;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Callback;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.core.webhook.Inlined;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScreenshotApiTest {
  private final Spoken spoken = new Spoken(Dialects.SCREENSHOT_API);

  @Test
  void takesWhatItsDocumentSends() {
    CaptureRequest request =
        spoken.accepted(
            """
            {"url":"https://stripe.com","width":1280,"height":800,"format":"png",
             "device":"desktop","callback_url":"https://your-app.com/webhook/screenshot"}""");
    Viewport viewport = request.options().viewport();
    assertEquals(List.of(Format.PNG), request.options().output().formats());
    assertEquals(1_280, viewport.width());
    assertEquals(800, viewport.height());
    Callback callback = Objects.requireNonNull(request.callback());
    assertEquals("https://your-app.com/webhook/screenshot", callback.url().toString());
  }

  @Test
  void namesTheFieldAsTheClientSpeltIt() {
    assertEquals(
        List.of("callback_url must begin with https://"),
        spoken.faults("{\"url\":\"https://a.example\",\"callback_url\":\"http://b.example\"}"));
    assertEquals(
        List.of("webhook_events goes only with callback_url", "webhook_url is not a known field"),
        spoken.faults(
            """
            {"url":"https://a.example","webhook_url":"https://b.example",
             "webhook_events":["capture.failed"]}"""));
  }

  @Test
  void acknowledgesAsItsDocumentPrints() {
    Capture capture = aCapture().queued();
    String id = "job_" + capture.id().ulid();
    assertEquals(
        Spoken.object(
            """
            {"id":"%s","status":"pending","status_url":"/v1/status/%s",
             "message":"Screenshot job queued. Poll the status_url or wait for webhook callback."}"""
                .formatted(id, id)),
        spoken.acknowledged(capture));
  }

  @Test
  void tellsOfAPictureThatIsPutInAtEachAttempt() {
    Capture completed = aCapture().completed();
    Announcement announcement = spoken.announced(completed);
    ObjectNode stored = spoken.told(completed);
    assertEquals(
        List.of("id", "status", "content_type", "size_bytes", "duration_ms", "data_base64"),
        Spoken.names(stored));
    assertEquals("", stored.path("data_base64").asText());
    Inlined inlined = Objects.requireNonNull(announcement.inlined());
    assertEquals(completed.artifacts().getFirst().key(), inlined.key());
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', -1, 0, 62, 63};
    String sent = new String(inlined.in(announcement.body(), picture), StandardCharsets.UTF_8);
    stored.put("data_base64", Base64.getEncoder().encodeToString(picture));
    assertEquals(stored, Json.tree(sent));
    assertEquals(24_576, stored.path("size_bytes").asInt());
    assertEquals("image/png", stored.path("content_type").asText());
    assertEquals(160, stored.path("duration_ms").asInt());
  }

  @Test
  void putsThePictureIntoItsOwnFieldWhateverTheMetadataSays() {
    Capture completed =
        aCapture()
            .of(
                RequestFixture.aRequest()
                    .with("metadata", Map.of("data_base64", "", "é", "\"data_base64\":\"")))
            .completed();
    Announcement announcement = spoken.announced(completed);
    byte[] sent =
        Objects.requireNonNull(announcement.inlined()).in(announcement.body(), new byte[] {1});
    ObjectNode event = Spoken.object(new String(sent, StandardCharsets.UTF_8));
    assertEquals("AQ==", event.path("data_base64").asText());
    assertEquals(completed.metadata(), event.path("metadata"));
  }

  @Test
  void tellsWhereAPictureIsThatIsTooLarge() {
    Capture completed = CaptureFixture.sized(aCapture().completed(), Inlined.MAX_BYTES + 1L);
    ObjectNode event = spoken.told(completed);
    assertEquals("failed", event.path("status").asText());
    String place =
        Spoken.API + "/v1/status/" + Dialects.SCREENSHOT_API.spell(completed.id()) + "/download";
    assertTrue(event.path("error").asText().endsWith("get it at " + place), event::toString);
    assertNull(spoken.announced(completed).inlined());
    assertEquals(
        "completed",
        spoken
            .told(CaptureFixture.sized(aCapture().completed(), Inlined.MAX_BYTES))
            .path("status")
            .asText());
  }

  @Test
  void tellsOfAFailureInOneText() {
    Capture failed = aCapture().failed();
    ObjectNode event = spoken.told(failed);
    assertEquals(Dialects.SCREENSHOT_API.spell(failed.id()), event.path("id").asText());
    assertEquals("failed", event.path("status").asText());
    assertEquals("The host name could not be resolved.", event.path("error").asText());
    assertNull(spoken.announced(failed).inlined());
  }

  @Test
  void describesWhatItsPollingLooksAt() {
    assertEquals("pending", spoken.described(aCapture().queued()).path("status").asText());
    assertEquals("completed", spoken.described(aCapture().completed()).path("status").asText());
    assertEquals(
        "The host name could not be resolved.",
        spoken.described(aCapture().failed()).path("error").asText());
  }
}
