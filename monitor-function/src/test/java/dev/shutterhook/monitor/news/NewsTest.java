package dev.shutterhook.monitor.news;

import static dev.shutterhook.core.fixture.MonitorFixture.aMonitor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.Destination;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.settle.EndpointCheck;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(CloudExtension.class)
class NewsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String NASTY = "<!channel> *bold* [x](http://evil) @everyone & \"quotes\"";

  private final News news;

  NewsTest(LocalCloud cloud) {
    TestClock clock = new TestClock(NOW);
    EndpointStore endpoints =
        new EndpointStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
    news =
        new News(
            new ArtifactLinks(cloud.s3Presigner(), "bucket", Duration.ofHours(1), clock),
            new EndpointCheck(new Endpoints(endpoints, clock)),
            Ids.secure());
  }

  private static Monitor telling(Destination.Type type) {
    WebUrl url = WebUrl.parse("https://hooks.example.com/services/T0/B0/secret");
    return aMonitor().telling(List.of(new Destination(type, url))).active();
  }

  private static MonitorRun changed(Monitor monitor) {
    MonitorRun run =
        MonitorRun.begun(monitor.id(), monitor.account(), NOW, NOW.plus(Duration.ofDays(30)));
    Snapshot seen =
        new Snapshot(
            run.id(), "captures/x/y.png", "ab".repeat(32), 1_280, 800, null, List.of(), NOW);
    Diff diff =
        new Diff(
            "run_before",
            812,
            0.0008,
            List.of(new Region(new Box(10, 20, 40, 20), 812)),
            -120,
            new TextChange(List.of(NASTY), List.of("10 euros")),
            "diffs/x/y.png");
    return run.ended(RunState.CHANGED, seen, diff, List.of(), true, NOW);
  }

  private JsonNode told(Destination.Type type, EventType event) {
    Monitor monitor = telling(type);
    Delivery delivery = news.of(monitor, changed(monitor), List.of(event), NOW).getFirst();
    assertEquals(type == Destination.Type.WEBHOOK, delivery.form().signed());
    return Json.tree(delivery.body());
  }

  @Test
  void writesOurOwnWordsForAWebhook() {
    JsonNode body = told(Destination.Type.WEBHOOK, EventType.MONITOR_CHANGED);
    assertEquals("monitor.changed", body.path("type").asText());
    assertEquals(812, body.path("data").path("run").path("diff").path("pixels").asInt());
  }

  /** "Escaping text" in Slack's reference of message formatting. */
  @Test
  void escapesWhatSlackWouldRead() {
    JsonNode body = told(Destination.Type.SLACK, EventType.MONITOR_CHANGED);
    JsonNode section = body.path("blocks").path(0).path("text");
    assertEquals("mrkdwn", section.path("type").asText());
    String text = section.path("text").asText();
    assertTrue(text.contains("&lt;!channel&gt;") && text.contains("&amp;"), text);
    assertFalse(text.contains("<!"), text);
    assertTrue(text.contains("812 pixels (0.08 %) in 1 place"), text);
    assertTrue(text.contains("120 pixels lower"), text);
    JsonNode image = body.path("blocks").path(1);
    assertEquals("image", image.path("type").asText());
    assertTrue(image.path("image_url").asText().contains("diffs/x/y.png"), image.toString());
    assertEquals("pricing has changed", body.path("text").asText());
  }

  @Test
  void mentionsNobodyOnDiscord() {
    JsonNode body = told(Destination.Type.DISCORD, EventType.MONITOR_CHANGED);
    assertTrue(body.path("allowed_mentions").path("parse").isEmpty());
    JsonNode embed = body.path("embeds").path(0);
    String description = embed.path("description").asText();
    assertTrue(description.contains("\\[x\\]\\(http://evil\\)"), description);
    assertTrue(description.contains("\\*bold\\*"), description);
    assertTrue(embed.path("image").path("url").asText().contains("diffs/x/y.png"));
    assertEquals(NOW.toString(), embed.path("timestamp").asText());
  }

  @Test
  void makesAnAdaptiveCardForTeams() {
    JsonNode body = told(Destination.Type.TEAMS, EventType.MONITOR_CHANGED);
    assertEquals("message", body.path("type").asText());
    JsonNode attachment = body.path("attachments").path(0);
    assertEquals(
        "application/vnd.microsoft.card.adaptive", attachment.path("contentType").asText());
    JsonNode card = attachment.path("content");
    assertEquals("AdaptiveCard", card.path("type").asText());
    JsonNode title = card.path("body").path(0);
    assertEquals("RichTextBlock", title.path("type").asText());
    assertEquals("pricing has changed", title.path("inlines").path(0).path("text").asText());
    assertEquals("bolder", title.path("inlines").path(0).path("weight").asText());
    assertEquals(2, card.path("actions").size());
  }

  @ParameterizedTest
  @EnumSource
  void tellsEachDestinationOfEachEvent(Destination.Type type) {
    Monitor monitor = telling(type);
    MonitorRun failed =
        MonitorRun.begun(monitor.id(), monitor.account(), NOW, NOW.plus(Duration.ofDays(30)))
            .failed(new RunFailure("timeout", "The page was not ready."), true, NOW);
    List<EventType> events = List.of(EventType.MONITOR_FAILED, EventType.MONITOR_PAUSED);
    List<Delivery> deliveries = news.of(monitor, failed, events, NOW);
    assertEquals(events, deliveries.stream().map(Delivery::type).toList());
    for (Delivery delivery : deliveries) {
      assertEquals(failed.id(), delivery.capture());
      assertTrue(delivery.body().contains("The page was not ready."), delivery.body());
      assertEquals(failed.expiresAt(), delivery.expiresAt());
    }
  }
}
