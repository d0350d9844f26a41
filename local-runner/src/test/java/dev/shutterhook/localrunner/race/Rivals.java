package dev.shutterhook.localrunner.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.DeliveryScan;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.deliver.SettleConfig;
import dev.shutterhook.deliver.SettleFunction;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localrunner.lambda.Invocation;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import dev.shutterhook.submit.SubmitConfig;
import dev.shutterhook.submit.SubmitFunction;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The two functions that may end a capture, on one cloud. */
final class Rivals {
  private static final String SHA256 = "cd".repeat(32);

  private final LambdaFunction submit;
  private final LambdaFunction settle;
  private final LocalCloud cloud;
  private final String deliveries;
  private final ApiKey key;

  Rivals(LocalCloud cloud, ApiKey key) {
    this.cloud = cloud;
    this.key = key;
    EventLog silent =
        new EventLog(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());
    submit =
        new LambdaFunction(
            cloud.template().function("SubmitFunction"),
            new SubmitFunction(
                Environment.read(SubmitConfig.class, cloud.environment("SubmitFunction")),
                RecordedCalls.of(cloud, "SubmitFunction"),
                InstantSource.system(),
                new SecureRandom(),
                silent));
    settle =
        new LambdaFunction(
            cloud.template().function("SettleFunction"),
            new SettleFunction(
                Environment.read(SettleConfig.class, cloud.environment("SettleFunction")),
                RecordedCalls.of(cloud, "SettleFunction")));
    deliveries = cloud.tableName("DeliveriesTable");
  }

  /** The status of the answer. */
  int delete(Id capture) throws Exception {
    Path root = Path.of(System.getProperty("shutterhook.root"));
    ObjectNode event =
        (ObjectNode) Json.tree(Files.readString(root.resolve("events/get-capture.json")));
    event.put("rawPath", "/v1/captures/" + capture).remove("queryStringParameters");
    ((ObjectNode) event.at("/requestContext/http")).put("method", "DELETE");
    ((ObjectNode) event.path("headers")).put("authorization", "Bearer " + key.text());
    return answer(submit, event).path("statusCode").asInt();
  }

  /** Whether the report was dealt with. */
  boolean settle(Capture capture) throws Exception {
    ObjectNode message =
        Json.mapper()
            .createObjectNode()
            .put("messageId", capture.id().toString())
            .put("body", Json.write(rendered(capture)));
    message.putObject("attributes").put("ApproximateReceiveCount", "1");
    ObjectNode event = Json.mapper().createObjectNode();
    event.putArray("Records").add(message);
    return answer(settle, event).path("batchItemFailures").isEmpty();
  }

  private static JsonNode answer(LambdaFunction function, ObjectNode event) throws Exception {
    byte[] sent = Json.write(event).getBytes(StandardCharsets.UTF_8);
    return switch (function.invoke(sent)) {
      case Invocation.Answered(var json) -> Json.tree(new String(json, StandardCharsets.UTF_8));
      case Invocation.Failed(var cause) -> throw new AssertionError(cause);
      case Invocation.TimedOut(var timeout) -> throw new AssertionError("over " + timeout);
    };
  }

  /** However many tell of a capture, whether it knows of them or not. */
  List<Id> deliveriesOf(Id capture) {
    return DeliveryScan.ids(cloud.dynamoDb(), deliveries, "capture", capture.toString());
  }

  private static RenderReport rendered(Capture capture) {
    String file = Artifact.keyOf(capture.id(), SHA256, Format.PNG);
    Instant now = Instant.now();
    return new RenderReport.Rendered(
        RenderReport.SCHEMA,
        capture.id(),
        capture.token(),
        now,
        now,
        List.of(new Artifact(Format.PNG, file, 1_000, 1_280, 800, SHA256)),
        new PageFacts("https://example.com/", 200, "Example"),
        Verdict.COMPLETE,
        new Timings(1, 2, 3, 4, 5, 15),
        null);
  }
}
