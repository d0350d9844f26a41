package dev.shutterhook.core.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.request.WebUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class WebhookBodyTest {
  /** Longer than those that Lambda hands out; it is part of each presigned URL. */
  private static final int SESSION_TOKEN_CHARS = 1_500;

  private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");

  private static S3Presigner presigner() {
    return S3Presigner.builder()
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    "A".repeat(20), "secret", "t+".repeat(SESSION_TOKEN_CHARS / 2))))
        .build();
  }

  private static ObjectNode document(Capture capture) {
    try (S3Presigner presigner = presigner()) {
      ArtifactLinks links =
          new ArtifactLinks(
              presigner, "b".repeat(63), Duration.ofHours(12), InstantSource.system());
      return new CaptureDocument(links).of(capture);
    }
  }

  /** A title and an address of each kind of character that a page could use against us. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "😀", "\"", "\\", "\u0001", "\u2028", "\ud800", "\u007f", "é"})
  void staysInBoundsAtTheBoundsOfWhatClientAndPageChoose(String letter) {
    String url = "https://example.com/" + "a".repeat(WebUrl.MAX_LENGTH - 20);
    ObjectNode metadata = Json.mapper().createObjectNode();
    metadata.put("k", "m".repeat(CaptureRequest.MAX_METADATA_BYTES - "{\"k\":\"\"}".length()));
    Capture capture =
        CaptureFixture.aCapture()
            .of(
                RequestFixture.aRequest()
                    .withCallback()
                    .with("url", url)
                    .with("metadata", metadata))
            .completed();
    String endless = letter.repeat(10_000);
    PageFacts page = new PageFacts("https://example.com/?" + endless, 200, endless);
    String body =
        WebhookBody.write(
            EventType.CAPTURE_COMPLETED, AT, document(CaptureFixture.with(capture, page)));
    assertTrue(body.getBytes(UTF_8).length <= WebhookBody.MAX_BYTES, () -> "" + body.length());
    assertEquals(body, StableJson.write(Json.tree(body)));
  }

  @Test
  void namesTheEventItsTimeAndTheCapture() {
    Capture capture = CaptureFixture.aCapture().failed();
    ObjectNode event =
        (ObjectNode) Json.tree(WebhookBody.write(EventType.CAPTURE_FAILED, AT, document(capture)));
    assertEquals(
        List.of("type", "timestamp", "data"),
        event.propertyStream().map(java.util.Map.Entry::getKey).toList());
    assertEquals("capture.failed", event.path("type").asText());
    assertEquals("2026-11-01T12:00:00Z", event.path("timestamp").asText());
    assertEquals(capture.id().toString(), event.path("data").path("id").asText());
    assertEquals("dns_failed", event.path("data").path("error").path("code").asText());
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    ObjectNode data = Json.mapper().createObjectNode().put("k", "a".repeat(WebhookBody.MAX_BYTES));
    assertThrows(
        IllegalArgumentException.class,
        () -> WebhookBody.write(EventType.CAPTURE_COMPLETED, AT, data));
  }

  /** Five characters as the client spells it, twenty-one as JSON.stringify does. */
  @Test
  void measuresMetadataAsAWebhookWritesIt() {
    RequestFixture request =
        RequestFixture.aRequest()
            .with("metadata", Json.tree("{\"n\":[" + "1e20,".repeat(400) + "1]}"));
    assertEquals(List.of("metadata must be at most 4096 bytes as JSON"), request.faults());
  }
}
