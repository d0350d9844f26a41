package dev.shutterhook.core.dialect;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.options.CaptureOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenshotRunTest {
  private static final String REQUEST =
      """
      {"url":"https://example.com","webhook_url":"https://yourapp.com/webhooks/screenshot"}""";

  private final Spoken spoken = new Spoken(Dialects.SCREENSHOT_RUN);

  private static Capture asked(CaptureRequest request) {
    Capture made = aCapture().queued();
    return Capture.queued(made.id(), made.account(), made.token(), request, null, made.createdAt());
  }

  @Test
  void echoesItsOwnDefaultsAsItsDocumentPrintsThem() {
    ObjectNode resource = spoken.acknowledged(asked(spoken.accepted(REQUEST)));
    assertEquals(
        Spoken.object(
            """
            {"width":1280,"height":800,"format":"png","quality":80,"full_page":false,
             "device":"desktop","block_ads":false,"block_cookies":true,"dark_mode":false,
             "delay":0,"timeout":30,"retina":false}"""),
        resource.path("options"));
    assertEquals("pending", resource.path("status").asText());
  }

  /** What an answer shows may be sent as the next request. */
  @Test
  void takesTheOptionsThatItEchoes() {
    ObjectNode options =
        (ObjectNode) spoken.acknowledged(asked(spoken.accepted(REQUEST))).path("options");
    ObjectNode again = Spoken.object(REQUEST).setAll(options);
    assertEquals(spoken.accepted(REQUEST).options().blocking(), accepted(again).blocking());
    again.put("format", "jpeg").put("quality", 30).put("delay", 1.5).put("retina", true);
    again.put("block_cookies", false);
    ObjectNode echoed =
        (ObjectNode) spoken.acknowledged(asked(spoken.accepted(again.toString()))).path("options");
    assertEquals(again.retain(Spoken.names(echoed)).toString(), echoed.toString());
  }

  private CaptureOptions accepted(ObjectNode body) {
    return spoken.accepted(body.toString()).options();
  }

  @Test
  void refusesAQualityThatIsNone() {
    assertEquals(
        List.of("quality must be from 1 to 100"),
        spoken.faults("{\"url\":\"https://a.example\",\"quality\":101}"));
  }

  @Test
  void tellsOfTheResourceAsItsDocumentPrints() {
    Capture completed = aCapture().completed();
    ObjectNode event = spoken.told(completed);
    assertEquals(List.of("event", "data", "sent_at"), Spoken.names(event));
    assertEquals("screenshot.completed", event.path("event").asText());
    assertEquals("2026-11-01T12:00:01.500000Z", event.path("sent_at").asText());
    ObjectNode data = (ObjectNode) event.path("data");
    assertEquals(
        List.of(
            "id",
            "status",
            "url",
            "options",
            "file_size",
            "mime_type",
            "width",
            "height",
            "processing_time_ms",
            "image_url",
            "created_at",
            "completed_at"),
        Spoken.names(data));
    assertEquals(spoken.described(completed), data);
    assertEquals("2026-11-01T12:00:00.000000Z", data.path("created_at").asText());
    assertEquals(160, data.path("processing_time_ms").asInt());
    assertEquals(
        Spoken.API + "/api/v1/screenshots/" + completed.id().ulid().toUuid() + "/image",
        data.path("image_url").asText());
    assertEquals(completed.createdAt(), Instant.parse(data.path("created_at").asText()));
  }

  @Test
  void tellsOfAFailureAsItsDocumentPrints() {
    ObjectNode event = spoken.told(aCapture().failed());
    assertEquals("screenshot.failed", event.path("event").asText());
    ObjectNode data = (ObjectNode) event.path("data");
    assertEquals(List.of("id", "status", "url", "error", "created_at"), Spoken.names(data));
    assertEquals("DNS_FAILED", data.path("error").path("code").asText());
    assertFalse(data.path("error").path("message").asText().isEmpty());
  }

  @Test
  void givesReceiversTheirThirtySeconds() {
    assertEquals(Optional.of(Duration.ofSeconds(30)), Dialects.SCREENSHOT_RUN.patience());
    assertTrue(Dialects.NATIVE.patience().isEmpty());
  }
}
