package dev.shutterhook.core.dialect;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.WaitUntil;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PxShotTest {
  private final Spoken spoken = new Spoken(Dialects.PX_SHOT);

  @Test
  void takesWhatItsDocumentSends() {
    CaptureRequest request =
        spoken.accepted(
            """
            {"url":"https://example.com/report/482","format":"pdf","full_page":true,
             "wait_until":"networkidle","webhook_url":"https://api.yourapp.com/hooks/pxshot",
             "metadata":{"user_id":"u_9123","report_id":"r_482"}}""");
    assertEquals(List.of(Format.PDF), request.options().output().formats());
    assertTrue(request.options().extent().fullPage());
    assertEquals(WaitUntil.NETWORKIDLE, request.options().readiness().waitUntil());
    assertEquals("r_482", request.metadata().path("report_id").asText());
  }

  @Test
  void acknowledgesAsItsDocumentSays() {
    Capture capture = aCapture().queued();
    assertEquals(
        Spoken.object(
            "{\"job_id\":\"jb_%s\",\"status\":\"pending\"}".formatted(capture.id().ulid())),
        spoken.acknowledged(capture));
  }

  @Test
  void tellsAsItsDocumentPrints() {
    ObjectNode event = spoken.told(Spoken.hardToWrite().completed());
    assertEquals(
        List.of("job_id", "status", "asset_url", "expires_at", "duration_ms", "metadata"),
        Spoken.names(event));
    assertEquals("completed", event.path("status").asText());
    assertEquals(160, event.path("duration_ms").asInt());
    assertEquals(
        Spoken.NOW.plus(Duration.ofHours(1)), Instant.parse(event.path("expires_at").asText()));
    assertEquals(Spoken.METADATA.get("order"), event.path("metadata").path("order").asText());
  }

  @Test
  void tellsOfAFailureWithTheMetadata() {
    ObjectNode event = spoken.told(Spoken.hardToWrite().failed());
    assertEquals("failed", event.path("status").asText());
    assertEquals("dns_failed", event.path("error_code").asText());
    assertEquals(Spoken.METADATA.get("order"), event.path("metadata").path("order").asText());
    assertTrue(spoken.told(aCapture().of(callback()).failed()).path("metadata").isObject());
  }

  private static RequestFixture callback() {
    return RequestFixture.aRequest().withCallback();
  }
}
