package dev.shutterhook.core.monitor;

import static dev.shutterhook.core.fixture.MonitorFixture.aMonitor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LargestRequest;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.render.Masked;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.WebhookBody;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: the presigner. */
@ExtendWith(CloudExtension.class)
class MonitorNewsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Box BOX = new Box(1_000, 20_000, 1_200, 30);

  private final ArtifactLinks links;

  MonitorNewsTest(LocalCloud cloud) {
    links =
        new ArtifactLinks(
            cloud.s3Presigner(), "bucket", Duration.ofHours(1), InstantSource.fixed(NOW));
  }

  private static MonitorRun changed(Monitor monitor, TextChange text, int regions, int masks) {
    MonitorRun run =
        MonitorRun.begun(monitor.id(), monitor.account(), NOW, NOW.plus(Duration.ofDays(30)));
    List<Masked> painted =
        IntStream.range(0, masks)
            .mapToObj(i -> new Masked(".ad-" + i, Collections.nCopies(Masked.MAX_BOXES, BOX)))
            .toList();
    Snapshot seen =
        new Snapshot(run.id(), "captures/a.png", "ab", 1_280, 800, "captures/a.txt", painted, NOW);
    Diff diff =
        new Diff(
            MonitorRun.idOf(monitor.id(), NOW.minusSeconds(900)).toString(),
            812,
            0.0008,
            Collections.nCopies(regions, new Region(BOX, 812)),
            0,
            text,
            "diffs/a.png");
    return run.ended(RunState.CHANGED, seen, diff, List.of(), true, NOW);
  }

  private static int bytes(ObjectNode data) {
    String body = WebhookBody.write(EventType.MONITOR_CHANGED, NOW, data);
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<String> omitted(JsonNode data) {
    return StreamSupport.stream(data.path("omitted").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void leavesNothingOutWhereAllFitsIn() {
    Monitor monitor = aMonitor().active();
    MonitorRun run = changed(monitor, new TextChange(List.of("€ 12"), List.of("€ 9")), 2, 1);
    ObjectNode data = MonitorNews.of(monitor, run, links);
    assertFalse(data.has("omitted"));
    assertEquals(MonitorDocument.of(monitor), data.path("monitor"));
    assertEquals(RunDocument.of(run, links), data.path("run"));
    assertEquals("€ 12", data.at("/run/diff/text/added/0").asText());
    assertEquals(812, data.at("/run/diff/boxes/1/pixels").asInt());
    assertEquals(BOX.y(), data.at("/run/diff/boxes/1/y").asInt());
  }

  @Test
  void keepsHalfOfAListThatIsTooLong() {
    Monitor monitor = aMonitor().active();
    List<String> lines = Collections.nCopies(TextChange.MAX_LINES, "ü".repeat(300));
    MonitorRun run = changed(monitor, new TextChange(lines, lines), 20, 0);
    ObjectNode data = MonitorNews.of(monitor, run, links);
    assertTrue(bytes(data) <= WebhookBody.MAX_BYTES);
    assertEquals(List.of("run.diff.text.removed", "run.diff.text.added"), omitted(data).reversed());
    assertFalse(data.at("/run/diff/text/added").isEmpty());
    assertEquals(20, data.at("/run/diff/boxes").size());
    assertEquals(MonitorDocument.of(monitor), data.path("monitor"));
  }

  @Test
  void fitsHoweverMuchThereIs() {
    List<Mask> masks = Collections.nCopies(50, new Mask("ü".repeat(256), null));
    CompareSettings compare =
        new CompareSettings(
            Baseline.APPROVED, 0.1, 0.1, masks, Collections.nCopies(20, "x".repeat(256)), true, 20);
    WebUrl url = WebUrl.parse("https://hooks.example.com/" + "a".repeat(4_000));
    Monitor monitor =
        aMonitor()
            .of(LargestRequest.of(false).without("html").with("url", url.toString()))
            .comparing(compare)
            .telling(Collections.nCopies(10, new Destination(Destination.Type.WEBHOOK, url)))
            .active();
    List<String> lines = Collections.nCopies(TextChange.MAX_LINES, "ü".repeat(300));
    MonitorRun run = changed(monitor, new TextChange(lines, lines), 20, 50);
    ObjectNode data = MonitorNews.of(monitor, run, links);
    assertTrue(bytes(data) <= WebhookBody.MAX_BYTES);
    assertTrue(omitted(data).contains("monitor.capture.css"), omitted(data).toString());
    assertEquals(url.toString(), data.at("/monitor/capture/url").asText());
    assertTrue(data.at("/run/diff/url").asText().startsWith("http"));
  }

  @Test
  void showsOfAMessengerWhoItIsAndNotHowToWriteToIt() {
    String secret = "https://hooks.slack.com/services/T000/B000/XyZ0123456789secr";
    Destination slack = new Destination(Destination.Type.SLACK, WebUrl.parse(secret));
    JsonNode shown =
        MonitorDocument.of(aMonitor().telling(List.of(slack)).active()).at("/destinations/0");
    assertEquals(
        Json.tree(
            """
            {"type":"slack","url":null,"host":"hooks.slack.com","hint":"…secr"}
            """),
        shown);
    assertFalse(slack.toString().contains("XyZ"));
  }

  @Test
  void readsARunAsItWasWritten() {
    Monitor monitor = aMonitor().active();
    MonitorRun run = changed(monitor, new TextChange(List.of("a"), List.of("b")), 3, 2);
    assertEquals(run, RunItem.read(RunItem.write(run, NOW)));
    assertEquals(Id.Kind.RUN, run.id().kind());
    assertEquals(monitor, MonitorItem.read(MonitorItem.write(monitor)));
  }

  @Test
  void keepsSnapshotsSmallEnoughForTheirItem() {
    List<Masked> masks =
        Collections.nCopies(50, new Masked(".ad", Collections.nCopies(Masked.MAX_BOXES, BOX)));
    Id run = MonitorRun.idOf(aMonitor().active().id(), NOW);
    Snapshot seen = new Snapshot(run, "a.png", "ab", 1, 1, null, masks, NOW);
    assertEquals(
        Snapshot.MAX_BOXES, seen.masks().stream().mapToInt(masked -> masked.boxes().size()).sum());
    assertEquals(50, seen.masks().size());
  }
}
