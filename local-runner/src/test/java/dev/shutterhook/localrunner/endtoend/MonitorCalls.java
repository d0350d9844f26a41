package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a client of the suite asks of monitors, and what it was told. */
record MonitorCalls(SuiteUnderTest suite) {
  private static final Set<String> ENDS = Set.of("baseline", "unchanged", "changed", "failed");

  /** A monitor of the page that looks when it is told to, and tells a receiver and a Slack. */
  String create(PricePage page, Map<String, ?> compare, int failAfter) {
    String hook = suite.receivers().url("ok").toString();
    HttpResponse<String> made =
        suite
            .client()
            .post(
                "/v1/monitors",
                Json.write(
                    Map.of(
                        "name",
                        "anvil",
                        "capture",
                        Map.of(
                            "url",
                            page.url(),
                            "width",
                            640,
                            "height",
                            480,
                            "fail_on_http_error",
                            true),
                        "schedule",
                        "@daily",
                        "compare",
                        compare,
                        "fail_after",
                        failAfter,
                        "destinations",
                        List.of(
                            Map.of("type", "webhook", "url", hook),
                            Map.of("type", "slack", "url", hook)))));
    assertEquals(201, made.statusCode(), made.body());
    return Json.tree(made.body()).path("id").asText();
  }

  /** The run that somebody wants now, at its end, which comes within {@code patience}. */
  JsonNode look(String monitor, Duration patience) {
    Client client = suite.client();
    HttpResponse<String> begun = client.post("/v1/monitors/" + monitor + "/trigger", "");
    assertEquals(202, begun.statusCode(), begun.body());
    String run = Json.tree(begun.body()).path("id").asText();
    String place = "/v1/monitors/" + monitor + "/runs/" + run;
    await()
        .atMost(patience)
        .until(() -> ENDS.contains(Json.tree(client.get(place).body()).path("state").asText()));
    return Json.tree(client.get(place).body());
  }

  /** The webhooks about a run that have come so far. */
  List<Receivers.Received> told(JsonNode run) {
    String id = run.path("id").asText();
    return suite.receivers().all().stream()
        .filter(r -> r.event().path("data").path("run").path("id").asText().equals(id))
        .toList();
  }
}
