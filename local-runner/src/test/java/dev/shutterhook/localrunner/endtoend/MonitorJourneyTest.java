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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SuiteUnderTest.class)
class MonitorJourneyTest {
  private static final Duration A_WHILE = Duration.ofSeconds(40);

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.client();
  private final MonitorCalls monitors = new MonitorCalls(suite);
  private final PricePage page;

  MonitorJourneyTest() throws IOException {
    page = new PricePage();
  }

  @AfterEach
  void close() {
    page.close();
  }

  private JsonNode look(String monitor) {
    return monitors.look(monitor, A_WHILE);
  }

  @Test
  void tellsWhatHasChangedShowsItAndFallsSilentWhenItIsApproved()
      throws WebhookVerificationException, IOException {
    String monitor = monitors.create(page, Map.of("baseline", "approved", "confirm", false), 3);
    assertEquals("baseline", look(monitor).path("state").asText());
    assertEquals("unchanged", look(monitor).path("state").asText());

    page.costs("12 euros");
    JsonNode changed = look(monitor);
    assertEquals("changed", changed.path("state").asText(), changed.toString());
    await().atMost(A_WHILE).until(() -> monitors.told(changed).size() == 1);
    Receivers.Received webhook = monitors.told(changed).getFirst();
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
    assertEquals(List.of(), monitors.told(calm));
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
    String monitor = monitors.create(page, Map.of("confirm", false), 1);
    look(monitor);
    page.up(false);
    JsonNode failed = look(monitor);
    assertEquals("failed", failed.path("state").asText());
    assertEquals("http_error", failed.path("error").path("code").asText(), failed.toString());
    await().atMost(A_WHILE).until(() -> monitors.told(failed).size() == 1);
    assertEquals("monitor.failed", monitors.told(failed).getFirst().event().path("type").asText());
    page.up(true);
    JsonNode well = look(monitor);
    await().atMost(A_WHILE).until(() -> monitors.told(well).size() == 1);
    assertEquals("monitor.recovered", monitors.told(well).getFirst().event().path("type").asText());
  }
}
