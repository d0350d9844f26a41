package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.fixture.TestContext;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.submit.scheduled.ScheduledCaptureConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Real: the handler, the recorded input, and tables and queues of template.yaml. */
@ExtendWith(CloudExtension.class)
class ScheduledCaptureFunctionTest {
  private final LocalCloud cloud;
  private final TestClock clock = TestClock.atNow();
  private final LogLines lines = new LogLines(clock);
  private final String account = "scheduled-" + System.nanoTime();

  ScheduledCaptureFunctionTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private void handle(ObjectNode input, Map<String, String> overrides) {
    handle(input, overrides, RecordedCalls.of(cloud, "ScheduledCaptureFunction"));
  }

  private void handle(ObjectNode input, Map<String, String> overrides, AwsClients clients) {
    Map<String, String> variables = new HashMap<>(cloud.environment("ScheduledCaptureFunction"));
    variables.put("SCHEDULED_CAPTURE_ACCOUNT", account);
    variables.putAll(overrides);
    @SuppressWarnings("unchecked") // As Lambda's runtime reads a map.
    Map<String, Object> event = Events.read(input, Map.class);
    new ScheduledCaptureFunction(
            Environment.read(ScheduledCaptureConfig.class, variables), clients, clock, lines.log())
        .handleRequest(event, TestContext.with(Duration.ofSeconds(29)));
  }

  @Test
  void asksForTheCaptureThatItsInputDescribes() {
    handle(Events.recorded("scheduled-capture.json"), Map.of());
    List<JsonNode> accepted = lines.of("capture.accepted");
    assertEquals(1, accepted.size());
    Id id = Id.of(accepted.getFirst().path("capture").asText());
    Capture capture =
        new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable")).find(id).orElseThrow();
    assertEquals(account, capture.account());
    assertEquals("https://example.com/pricing", capture.url());
    assertEquals("pricing-daily", capture.metadata().path("schedule").asText());
    assertEquals(
        "https://hooks.example.com/shutterhook",
        Objects.requireNonNull(capture.callback()).url().toString());
    new Inbox(cloud, "RenderQueue").about(id.toString());
  }

  @Test
  void keepsTheDocumentThatItsInputBrings() {
    ObjectNode input = Events.recorded("scheduled-capture.json").put("html", "<h1>daily</h1>");
    input.remove("url");
    handle(input, Map.of());
    Id id = Id.of(lines.of("capture.accepted").getFirst().path("capture").asText());
    Capture capture =
        new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable")).find(id).orElseThrow();
    assertEquals(
        Optional.of(new Source.Document("<h1>daily</h1>")),
        new SourceStore(cloud.s3(), cloud.bucketName("ArtifactsBucket"))
            .fetch(capture.options().source()));
  }

  /** The SDK puts it again, and is told that it is there. */
  @Test
  void asksOnceWhereTheAnswerOfTheTableIsLost() {
    AtomicBoolean lost = new AtomicBoolean();
    ExecutionInterceptor trouble =
        new ExecutionInterceptor() {
          @Override
          public SdkHttpResponse modifyHttpResponse(
              Context.ModifyHttpResponse call, ExecutionAttributes attributes) {
            return call.request() instanceof PutItemRequest && lost.compareAndSet(false, true)
                ? call.httpResponse().toBuilder().statusCode(500).build()
                : call.httpResponse();
          }
        };
    handle(
        Events.recorded("scheduled-capture.json"),
        Map.of(),
        RecordedCalls.of(cloud, "ScheduledCaptureFunction", trouble));
    assertTrue(lost.get());
    assertEquals(
        1,
        new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable")).inFlight(account, 10));
  }

  @Test
  void failsWhereItsInputIsNoRequest() {
    ObjectNode input = Events.recorded("scheduled-capture.json").put("full_page", "very");
    assertThrows(IllegalStateException.class, () -> handle(input, Map.of()));
    assertEquals(
        "full_page", lines.of("scheduled_capture.fault").getFirst().path("field").asText());
  }

  @Test
  void failsWhereTooMuchIsUnderWay() {
    handle(Events.recorded("scheduled-capture.json"), Map.of("CAPTURES_IN_FLIGHT", "1"));
    assertThrows(
        IllegalStateException.class,
        () -> handle(Events.recorded("scheduled-capture.json"), Map.of("CAPTURES_IN_FLIGHT", "1")));
    assertTrue(
        lines.of("scheduled_capture.refused").getFirst().path("code").asText().contains("limited"));
  }
}
