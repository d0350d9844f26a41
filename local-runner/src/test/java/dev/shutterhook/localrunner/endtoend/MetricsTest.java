package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.template.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What CloudWatch reads out of the suite's log, and what the dashboard shows of it. */
@ExtendWith(SuiteUnderTest.class)
class MetricsTest {
  private static final Duration A_WHILE = Duration.ofSeconds(30);
  private static final String NAMESPACE = "Shutterhook/";

  private final SuiteUnderTest suite = SuiteUnderTest.get();

  /** Every kind of end there is: of captures, and of the webhooks that tell of them. */
  private void everythingHappens() {
    Client client = suite.client();
    String completed =
        client.capture(
            Map.of(
                "url", suite.pages().url("/small"),
                "webhook_url", suite.receivers().url("ok")));
    String failed =
        client.capture(
            Map.of(
                "url",
                "http://no-such-host.invalid/",
                "webhook_url",
                suite.receivers().url("alwaysFails")));
    await()
        .atMost(A_WHILE)
        .until(
            () ->
                client.ended(completed).path("deliveries").path("delivered").asInt() == 1
                    && client.ended(failed).path("deliveries").path("exhausted").asInt() == 1);
  }

  private List<JsonNode> lines() {
    return suite
        .log()
        .lines()
        .filter(line -> line.startsWith("{") && line.contains("\"_aws\""))
        .map(Json::tree)
        .toList();
  }

  private static Stream<JsonNode> directives(JsonNode line) {
    return line.path("_aws").path("CloudWatchMetrics").valueStream();
  }

  private static Stream<String> metrics(JsonNode line) {
    return directives(line)
        .flatMap(directive -> directive.path("Metrics").valueStream())
        .map(metric -> metric.path("Name").asText());
  }

  @Test
  void areWrittenAsTheSpecificationDemandsAndShownOnTheDashboard() throws IOException {
    everythingHappens();
    List<JsonNode> lines = lines();
    JsonSchema schema = schema();
    for (JsonNode line : lines) {
      assertEquals(Set.of(), schema.validate(line), line.toString());
      assertEquals(1, directives(line).count());
      // The specification: a metric's name refers to a member at the root that is a number.
      metrics(line).forEach(name -> assertTrue(line.path(name).isIntegralNumber(), name));
    }
    Set<String> written = new TreeSet<>(lines.stream().flatMap(MetricsTest::metrics).toList());
    assertEquals(shown(), written);
  }

  /** The names of our own metrics on the dashboard; all are of the stack's own namespace. */
  private Set<String> shown() {
    Resource dashboard =
        suite.suite().cloud().template().resources("AWS::CloudWatch::Dashboard").getFirst();
    Set<String> namespaces = new TreeSet<>();
    lines()
        .forEach(
            line -> directives(line).forEach(d -> namespaces.add(d.path("Namespace").asText())));
    assertEquals(1, namespaces.size(), namespaces.toString());
    String body = String.valueOf(dashboard.properties().get("DashboardBody"));
    Set<String> names = new TreeSet<>();
    for (JsonNode widget : Json.tree(body).path("widgets")) {
      for (JsonNode metric : widget.path("properties").path("metrics")) {
        String namespace = metric.path(0).asText();
        assertTrue(namespaces.contains(namespace) || namespace.equals("AWS/SQS"), namespace);
        if (namespace.startsWith(NAMESPACE)) {
          names.add(metric.path(1).asText());
        }
      }
    }
    assertFalse(names.isEmpty());
    return names;
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in = MetricsTest.class.getResourceAsStream("embedded-metric-format.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
    }
  }
}
