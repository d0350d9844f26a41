package dev.shutterhook.core.capture;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: the presigner, against the bucket of template.yaml. */
@ExtendWith(CloudExtension.class)
class CaptureDocumentTest {
  private final TestClock clock = TestClock.atNow();
  private final LocalCloud cloud;

  CaptureDocumentTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private ArtifactLinks links(Duration lifetime) {
    return new ArtifactLinks(
        cloud.s3Presigner(), cloud.bucketName("ArtifactsBucket"), lifetime, clock);
  }

  private JsonNode document(Capture capture) {
    return new CaptureDocument(links(Duration.ofHours(1))).of(capture);
  }

  @Test
  void hasEveryFieldInEveryStatus() {
    List<String> fields =
        List.of(
            "id",
            "status",
            "url",
            "batch",
            "options",
            "metadata",
            "created_at",
            "started_at",
            "completed_at",
            "artifacts",
            "cached",
            "page",
            "verdict",
            "timings",
            "error",
            "deliveries");
    for (Capture capture :
        List.of(aCapture().queued(), aCapture().completed(), aCapture().failed())) {
      List<String> names = new ArrayList<>();
      document(capture).fieldNames().forEachRemaining(names::add);
      assertEquals(fields, names);
    }
  }

  @Test
  void showsWhatACompletedCaptureWasMadeInto() {
    JsonNode document = document(aCapture().completed());
    assertEquals("completed", document.path("status").asText());
    JsonNode artifact = document.path("artifacts").path(0);
    assertEquals("png", artifact.path("format").asText());
    assertEquals("image/png", artifact.path("content_type").asText());
    assertEquals(24_576, artifact.path("size_bytes").asInt());
    assertTrue(artifact.path("url").asText().contains("X-Amz-Signature="));
    assertEquals(
        clock.instant().plus(Duration.ofHours(1)).toString(), artifact.path("expires_at").asText());
    assertEquals(200, document.path("page").path("http_status").asInt());
    assertEquals(12, document.path("timings").path("queued_ms").asInt());
    assertTrue(document.path("error").isNull());
  }

  @Test
  void saysWhyACaptureFailedAndWhetherAnotherTryMayHelp() {
    JsonNode error = document(aCapture().failed()).path("error");
    assertEquals(
        "{\"code\":\"dns_failed\",\"message\":\"The host name could not be resolved.\","
            + "\"retryable\":true}",
        Json.write(error));
  }

  @Test
  void keepsTokenAccountAndHtmlToItself() {
    Capture capture =
        aCapture().of("owner-of-it").of(RequestFixture.anHtmlRequest("<p>private")).queued();
    String text = Json.write(document(capture));
    assertFalse(text.contains(capture.token()));
    assertFalse(text.contains("owner-of-it"));
    assertFalse(text.contains("html"));
    assertTrue(document(capture).path("url").isNull());
  }

  @Test
  void refusesALinkThatLastsLongerThanItsSigner() {
    assertThrows(IllegalArgumentException.class, () -> links(Duration.ofHours(13)));
    assertThrows(IllegalArgumentException.class, () -> links(Duration.ZERO));
  }
}
