package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.core.json.Json;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SuiteUnderTest.class)
class MonitorJourneyTest {
  private static final Duration A_WHILE = Duration.ofSeconds(40);
  private static final Set<String> ENDS = Set.of("baseline", "unchanged", "changed", "failed");

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.client();
  private final PricePage page;

  MonitorJourneyTest() throws IOException {
    page = new PricePage();
  }

  @AfterEach
  void close() {
    page.close();
  }

  private String create(Map<String, ?> compare, int failAfter) {
    String hook = suite.receivers().url("ok").toString();
    HttpResponse<String> made =
        client.post(
            "/v1/monitors",
            Json.write(
                Map.of(
                    "name",
                    "anvil",
                    "capture",
                    Map.of(
                        "url", page.url(), "width", 640, "height", 480, "fail_on_http_error", true),
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

  /** The run that somebody wants now, at its end. */
  private JsonNode look(String monitor) {
    HttpResponse<String> begun = client.post("/v1/monitors/" + monitor + "/trigger", "");
    assertEquals(202, begun.statusCode(), begun.body());
    String run = Json.tree(begun.body()).path("id").asText();
    String place = "/v1/monitors/" + monitor + "/runs/" + run;
    await()
        .atMost(A_WHILE)
        .until(() -> ENDS.contains(Json.tree(client.get(place).body()).path("state").asText()));
    return Json.tree(client.get(place).body());
  }

  private List<Receivers.Received> told(JsonNode run) {
    String id = run.path("id").asText();
    return suite.receivers().all().stream()
        .filter(r -> r.event().path("data").path("run").path("id").asText().equals(id))
        .toList();
  }

  @Test
  void tellsWhatHasChangedShowsItAndFallsSilentWhenItIsApproved()
      throws WebhookVerificationException, IOException {
    String monitor = create(Map.of("baseline", "approved", "confirm", false), 3);
    assertEquals("baseline", look(monitor).path("state").asText());
    assertEquals("unchanged", look(monitor).path("state").asText());

    page.costs("12 euros");
    JsonNode changed = look(monitor);
    assertEquals("changed", changed.path("state").asText(), changed.toString());
    await().atMost(A_WHILE).until(() -> told(changed).size() == 1);
    Receivers.Received webhook = told(changed).getFirst();
    webhook.verify(suite.webhookSecret());
    assertEquals("monitor.changed", webhook.event().path("type").asText());
    JsonNode diff = webhook.event().path("data").path("run").path("diff");
    JsonNode box = diff.path("boxes").path(0);
    assertTrue(box.path("x").asInt() <= PricePage.TAG_X, diff.toString());
    assertTrue(box.path("y").asInt() <= PricePage.TAG_Y, diff.toString());
    assertEquals(PricePage.TAG_WIDTH, box.path("width").asInt());
    assertEquals(PricePage.TAG_HEIGHT, box.path("height").asInt());
    assertEquals("12 euros", diff.path("text").path("added").path(0).asText());
    assertEquals("10 euros", diff.path("text").path("removed").path(0).asText());
    shows(client.download(diff.path("url").asText()));
    String run = changed.path("id").asText();
    assertEquals(
        302, client.get("/v1/monitors/" + monitor + "/runs/" + run + "/diff").statusCode());
    await()
        .atMost(A_WHILE)
        .until(
            () ->
                suite.receivers().all().stream()
                    .anyMatch(r -> r.body().contains("anvil has changed")));

    assertEquals("changed", look(monitor).path("state").asText(), "nobody has approved it");
    HttpResponse<String> approved =
        client.post("/v1/monitors/" + monitor + "/baseline", Json.write(Map.of("run", run)));
    assertEquals(200, approved.statusCode(), approved.body());
    JsonNode calm = look(monitor);
    assertEquals("unchanged", calm.path("state").asText(), calm.toString());
    assertEquals(List.of(), told(calm));
  }

  private static void shows(byte[] png) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(640, picture.getWidth());
    Color tag = new Color(picture.getRGB(PricePage.TAG_X + 150, PricePage.TAG_Y + 40));
    assertTrue(tag.getRed() > 2 * tag.getGreen(), tag.toString());
    Color beside = new Color(picture.getRGB(PricePage.TAG_X + 400, PricePage.TAG_Y + 40));
    assertTrue(beside.getRed() == beside.getGreen(), beside.toString());
  }

  @Test
  void tellsOfFailureAndOfItsEnd() {
    String monitor = create(Map.of("confirm", false), 1);
    look(monitor);
    page.up(false);
    JsonNode failed = look(monitor);
    assertEquals("failed", failed.path("state").asText());
    assertEquals("http_error", failed.path("error").path("code").asText(), failed.toString());
    await().atMost(A_WHILE).until(() -> told(failed).size() == 1);
    assertEquals("monitor.failed", told(failed).getFirst().event().path("type").asText());
    page.up(true);
    JsonNode well = look(monitor);
    await().atMost(A_WHILE).until(() -> told(well).size() == 1);
    assertEquals("monitor.recovered", told(well).getFirst().event().path("type").asText());
  }
}
