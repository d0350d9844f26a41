package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.core.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SuiteUnderTest.class)
class BatchJourneyTest {
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.client();

  @Test
  void tellsOfEachCaptureAndThenOfTheBatch() throws WebhookVerificationException {
    String hook = suite.receivers().url("ok").toString();
    HttpResponse<String> response =
        client.post(
            "/v1/batches",
            Json.write(
                Map.of(
                    "defaults", Map.of("width", 320, "height", 240, "webhook_url", hook),
                    "captures",
                        List.of(
                            Map.of("url", suite.pages().url("/small")),
                            Map.of("html", "<p>two"),
                            Map.of("url", "http://no-such-host.invalid/")),
                    "webhook_url", hook,
                    "metadata", Map.of("deploy", 7))));
    assertEquals(202, response.statusCode(), response.body());
    JsonNode batch = Json.tree(response.body());
    String id = batch.path("id").asText();
    await().atMost(A_WHILE).until(() -> suite.receivers().about(id).size() == 1);
    Receivers.Received webhook = suite.receivers().about(id).getFirst();
    webhook.verify(suite.webhookSecret());
    assertEquals("batch.completed", webhook.event().path("type").asText());
    JsonNode told = webhook.event().path("data");
    assertEquals(2, told.path("counts").path("completed").asInt(), told.toString());
    assertEquals(1, told.path("counts").path("failed").asInt());
    assertEquals(7, told.path("metadata").path("deploy").asInt());
    JsonNode shown = Json.tree(client.get("/v1/batches/" + id).body());
    assertEquals(told.path("counts"), shown.path("counts"));
    assertEquals("completed", shown.path("status").asText());
    for (JsonNode capture : batch.path("captures")) {
      String of = capture.path("id").asText();
      await().atMost(A_WHILE).until(() -> suite.receivers().about(of).size() == 1);
      JsonNode data = suite.receivers().about(of).getFirst().event().path("data");
      assertEquals(id, data.path("batch").asText());
    }
  }
}
