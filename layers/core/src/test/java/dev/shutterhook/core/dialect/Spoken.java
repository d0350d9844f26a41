package dev.shutterhook.core.dialect;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A dialect in talk. Real: the presigner. Doubles: the clock stands still. */
final class Spoken {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:01.5Z");
  static final URI API = URI.create("https://shots.example.com");

  /** What is hard to write twice alike: order of keys, emoji, escapes, numbers. */
  static final Map<String, Object> METADATA =
      Map.of("order", "日本 & \"🎉\"</script>\u2028", "2", 1.5e21, "1", 1e-7);

  private final Dialect dialect;
  private final CaptureDocument document =
      new CaptureDocument(
          new ArtifactLinks(
              S3Presigner.builder()
                  .region(Region.US_EAST_1)
                  .credentialsProvider(
                      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                  .build(),
              "artifacts",
              Duration.ofHours(1),
              () -> NOW));

  Spoken(Dialect dialect) {
    this.dialect = dialect;
  }

  static CaptureFixture hardToWrite() {
    return aCapture()
        .of(
            RequestFixture.aRequest()
                .with("url", "https://example.com/?a=1&b=2&c=é")
                .with("metadata", METADATA)
                .withCallback());
  }

  Capture spoken(Capture capture) {
    return capture.by(new Origin(dialect.name(), API, null, null));
  }

  CaptureRequest accepted(String body) {
    return switch (read(body)) {
      case CaptureRequest.Accepted(var request) -> request;
      case CaptureRequest.Refused(var faults) -> throw new AssertionError("refused: " + faults);
    };
  }

  /** Each fault as "field message". */
  List<String> faults(String body) {
    return switch (read(body)) {
      case CaptureRequest.Accepted(var request) -> List.of();
      case CaptureRequest.Refused(var faults) ->
          faults.stream().map(fault -> fault.field() + " " + fault.message()).toList();
    };
  }

  private CaptureRequest.Reading read(String body) {
    return dialect.read(JsonObject.parse(body), EgressPolicy.STRICT);
  }

  ObjectNode acknowledged(Capture capture) {
    return object(Json.write(dialect.acknowledge(spoken(capture), document)));
  }

  ObjectNode described(Capture capture) {
    return object(Json.write(dialect.describe(spoken(capture), document)));
  }

  Announcement announced(Capture ended) {
    return dialect.announce(spoken(ended), ended.status().event().orElseThrow(), NOW, document);
  }

  ObjectNode told(Capture ended) {
    return JsonObject.parse(announced(ended).body());
  }

  static List<String> names(ObjectNode document) {
    return document.propertyStream().map(Map.Entry::getKey).toList();
  }

  static ObjectNode object(String json) {
    return (ObjectNode) Json.tree(json);
  }
}
