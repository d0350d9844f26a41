package dev.shutterhook.monitor;

import static dev.shutterhook.core.fixture.MonitorFixture.aMonitor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.Baseline;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.monitor.CompareSettings;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Mask;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.render.Masked;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.localcloud.LocalCloud;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class CompareFunctionTest {
  private static final Box PRICE = new Box(40, 60, 40, 20);
  private static final Box CLOCK = new Box(250, 10, 50, 20);
  private static final Canvas PAGE = Canvas.blank().saying("Price\n10 euros\n");
  private static final Canvas DEARER = PAGE.with(PRICE, Color.RED).saying("Price\n12 euros\n");

  private final LocalCloud cloud;

  CompareFunctionTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private WatchedPage watched(CompareSettings settings) {
    return watched(aMonitor().comparing(settings).active());
  }

  private WatchedPage watched(Monitor monitor) {
    return new WatchedPage(cloud, monitor);
  }

  private static CompareSettings once() {
    return comparing(Baseline.PREVIOUS, false, 0);
  }

  private static CompareSettings comparing(Baseline baseline, boolean confirm, int learn) {
    return new CompareSettings(baseline, 0.001, 0.1, List.of(), List.of(), confirm, learn);
  }

  @Test
  void takesTheFirstRunAsItsBaseline() {
    WatchedPage page = watched(once());
    MonitorRun first = page.sees(PAGE);
    assertEquals(RunState.BASELINE, first.state());
    assertNull(first.diff());
    assertEquals(first.id(), Objects.requireNonNull(page.monitor().progress().reference()).run());
    assertEquals(List.of(), page.events());
    assertEquals(2, page.kept().size(), "picture and text");
  }

  @Test
  void tellsNobodyOfAPageThatIsAsItWas() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    MonitorRun second = page.sees(PAGE);
    assertEquals(RunState.UNCHANGED, second.state());
    assertEquals(0, Objects.requireNonNull(second.diff()).pixels());
    assertEquals(List.of(), page.events());
  }

  @Test
  void decodesNoPictureThatHasTheSameBytes() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    page.kept().forEach(key -> page.aws.s3().deleteObject(d -> d.bucket(page.bucket()).key(key)));
    assertEquals(RunState.UNCHANGED, page.sees(PAGE).state());
  }

  @Test
  void beginsAnewWhereWhatItComparesWithIsGone() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    page.kept().forEach(key -> page.aws.s3().deleteObject(d -> d.bucket(page.bucket()).key(key)));
    assertEquals(RunState.BASELINE, page.sees(DEARER).state());
    assertEquals(List.of(), page.events());
  }

  @Test
  void tellsWhatHasChangedAndWhere() {
    WatchedPage page = watched(once());
    MonitorRun first = page.sees(PAGE);
    MonitorRun second = page.sees(DEARER);
    assertEquals(RunState.CHANGED, second.state());
    Diff diff = Objects.requireNonNull(second.diff());
    assertEquals(800, diff.pixels());
    assertEquals(List.of(new Region(PRICE, 800)), diff.regions());
    assertEquals(first.id().toString(), diff.against());
    assertEquals(List.of("12 euros"), diff.text().added());
    assertEquals(List.of("10 euros"), diff.text().removed());

    Delivery delivery = page.told().getFirst();
    JsonNode body = Json.tree(delivery.body());
    assertEquals("monitor.changed", body.path("type").asText());
    JsonNode run = body.path("data").path("run");
    assertEquals(second.id().toString(), run.path("id").asText());
    assertEquals(40, run.path("diff").path("boxes").path(0).path("x").asInt());
    assertTrue(run.path("diff").path("url").asText().startsWith("http"), run.toString());
    assertEquals(
        page.monitor().id().toString(), body.path("data").path("monitor").path("id").asText());

    Canvas shown = Canvas.read(page.stored(Objects.requireNonNull(diff.picture())).orElseThrow());
    Color inside = new Color(shown.image().getRGB(PRICE.x() + 5, PRICE.y() + 5));
    assertTrue(inside.getRed() > 3 * inside.getGreen(), inside.toString());
  }

  @Test
  void comparesWithThePreviousRun() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    page.sees(DEARER);
    assertEquals(RunState.UNCHANGED, page.sees(DEARER).state());
    assertEquals(RunState.CHANGED, page.sees(PAGE).state());
    assertEquals(List.of("monitor.changed", "monitor.changed"), page.events());
    assertEquals(2, page.kept().size(), "only the last one is kept");
  }

  @Test
  void looksAgainBeforeItTellsAnybody() {
    WatchedPage page = watched(comparing(Baseline.PREVIOUS, true, 0));
    page.sees(PAGE);
    MonitorRun second = page.sees(DEARER);
    assertEquals(RunState.CONFIRMING, second.state());
    assertEquals(List.of(), page.events());
    assertEquals(second.id(), page.monitor().progress().confirming());
    assertTrue(
        !Objects.requireNonNull(page.monitor().dueAt()).isAfter(page.clock.instant()),
        "it is due at once");
    assertEquals(RunState.CHANGED, page.seesAgain(second, DEARER).state());
    assertEquals(List.of("monitor.changed"), page.events());
    assertNull(page.monitor().progress().confirming());
  }

  @Test
  void countsOnlyWhatDiffersBothTimes() {
    WatchedPage page = watched(comparing(Baseline.PREVIOUS, true, 0));
    page.sees(PAGE);
    MonitorRun second = page.sees(PAGE.with(CLOCK, Color.BLUE));
    MonitorRun confirmed = page.seesAgain(second, PAGE.with(PRICE, Color.RED));
    assertEquals(RunState.UNCHANGED, confirmed.state());
    assertEquals(0, Objects.requireNonNull(confirmed.diff()).pixels());

    Canvas both = PAGE.with(PRICE, Color.RED);
    MonitorRun third = page.sees(both.with(CLOCK, Color.BLUE));
    page.clock.forward(WatchedPage.BETWEEN);
    MonitorRun changed = page.seesAgain(third, both);
    assertEquals(RunState.UNCHANGED, changed.state(), "the second look is what it is now");
  }

  @Test
  void passesOverMasks() {
    CompareSettings settings =
        new CompareSettings(
            Baseline.PREVIOUS,
            0,
            0.1,
            List.of(new Mask(".clock", null), new Mask(null, PRICE)),
            List.of(),
            false,
            0);
    WatchedPage page = watched(settings);
    page.masking(new Masked(".clock", List.of(CLOCK)), new Masked(".ad", List.of()));
    page.sees(PAGE);
    MonitorRun second = page.sees(DEARER.with(CLOCK, Color.BLUE));
    assertEquals(RunState.UNCHANGED, second.state());
    assertEquals(1, second.warnings().size());
    assertTrue(second.warnings().getFirst().contains(".ad"), second.warnings().toString());
    page.masking();
    assertEquals(RunState.CHANGED, page.sees(PAGE.with(new Box(0, 0, 1, 1), Color.RED)).state());
  }

  @Test
  void learnsWhatDiffersAllTheTime() {
    WatchedPage page = watched(comparing(Baseline.PREVIOUS, false, 3));
    List<Color> ticks = List.of(Color.BLUE, Color.GREEN, Color.BLACK, Color.PINK);
    for (Color tick : ticks) {
      MonitorRun run = page.sees(PAGE.with(CLOCK, tick));
      assertEquals(RunState.BASELINE, run.state());
    }
    assertEquals(3, page.monitor().progress().learned());
    assertEquals(1, page.monitor().progress().noise().size());
    assertEquals(RunState.UNCHANGED, page.sees(PAGE.with(CLOCK, Color.CYAN)).state());
    assertEquals(RunState.CHANGED, page.sees(DEARER.with(CLOCK, Color.CYAN)).state());
    assertEquals(List.of("monitor.changed"), page.events());
  }

  @Test
  void tellsOnceOfAPictureThatNobodyHasApproved() {
    WatchedPage page = watched(comparing(Baseline.APPROVED, false, 0));
    page.sees(PAGE);
    assertTrue(page.sees(DEARER).told());
    MonitorRun again = page.sees(DEARER.with(new Box(0, 0, 2, 2), Color.RED));
    assertEquals(RunState.CHANGED, again.state());
    assertTrue(!again.told(), "the same again");
    assertTrue(page.sees(DEARER.with(CLOCK, Color.BLUE)).told(), "something else");
    assertEquals(RunState.UNCHANGED, page.sees(PAGE).state());
    assertEquals(List.of("monitor.changed", "monitor.changed"), page.events());
  }

  @Test
  void tellsOfFailuresOnceAndOfTheirEnd() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    IntStream.range(0, 5).forEach(i -> page.fails());
    assertEquals(5, page.monitor().progress().failures());
    MonitorRun well = page.sees(PAGE);
    assertEquals(RunState.UNCHANGED, well.state());
    assertEquals(0, page.monitor().progress().failures());
    assertEquals(List.of("monitor.failed", "monitor.recovered"), page.events());
  }

  @Test
  void pausesAMonitorThatFailsForTooLong() {
    WatchedPage page = watched(once());
    IntStream.range(0, 20).forEach(i -> page.fails());
    assertEquals(MonitorState.PAUSED, page.monitor().state());
    assertEquals(Monitor.Pause.FAILURES, page.monitor().pausedBecause());
    assertNull(page.monitor().dueAt());
    assertEquals(List.of("monitor.failed", "monitor.paused"), page.events());
  }

  @Test
  void countsRowsThatThePageHasGrownBy() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    Canvas higher = Canvas.blank(Canvas.WIDTH, Canvas.HEIGHT + 50);
    Diff diff = Objects.requireNonNull(page.sees(higher).diff());
    assertEquals(50, diff.heightDelta());
    assertEquals(50L * Canvas.WIDTH, diff.pixels());
  }

  @Test
  void comparesWithNothingThatWasCapturedByEarlierSettings() {
    WatchedPage page = watched(once());
    MonitorRun early = page.begun();
    page.clock.forward(Duration.ofSeconds(1));
    Monitor seen = page.monitor();
    page.monitors.change(
        seen.changed(
            seen.settings(),
            seen.identity(),
            seen.dueAt(),
            seen.progress().anew(),
            page.clock.instant()),
        seen);
    page.show(early, early.capture(), PAGE);
    assertEquals(RunState.BASELINE, page.run(early).state());
    assertEquals(RunState.BASELINE, page.sees(DEARER).state());
    assertEquals(RunState.UNCHANGED, page.sees(DEARER).state());
  }

  @Test
  void endsARunWhoseCaptureIsGone() {
    WatchedPage page = watched(once());
    MonitorRun run = page.begun();
    page.order(run, run.capture());
    assertEquals(RunFailure.GONE, Objects.requireNonNull(page.run(run).failure()).code());
  }

  @Test
  void saysWhyARunWasRefusedACapture() {
    WatchedPage page = watched(once());
    MonitorRun run = page.begun();
    RunFailure why = new RunFailure("quota_exceeded", "This key may make 5 captures in a month.");
    page.handle(Json.write(CompareOrder.refused(run.id(), run.capture(), why)));
    assertEquals(why, page.run(run).failure());
    assertEquals(1, page.monitor().progress().failures());
  }

  @Test
  void looksOnceWhereNobodyWouldLookAgain() {
    WatchedPage page = watched(comparing(Baseline.PREVIOUS, true, 0));
    page.sees(PAGE);
    page.pause();
    assertEquals(RunState.CHANGED, page.sees(DEARER).state());
  }

  @Test
  void endsARunWhosePictureIsTooLarge() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    MonitorRun run = page.sees(Canvas.blank(8_001, 4_001));
    assertEquals(RunFailure.TOO_LARGE, Objects.requireNonNull(run.failure()).code());
  }

  @Test
  void endsARunOnceHoweverOftenItIsOrdered() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    MonitorRun second = page.sees(DEARER);
    page.order(second, second.capture());
    page.order(second, second.confirmation());
    assertEquals(second, page.run(second));
    assertEquals(List.of("monitor.changed"), page.events());
  }

  @Test
  void tellsNobodyOfARunThatEndsBehindALaterOne() {
    WatchedPage page = watched(once());
    page.sees(PAGE);
    MonitorRun early = page.begun();
    page.clock.forward(Duration.ofMinutes(1));
    page.sees(PAGE);
    page.show(early, early.capture(), DEARER);
    assertEquals(RunState.CHANGED, page.run(early).state());
    assertEquals(1, page.run(early).warnings().size());
    assertEquals(RunState.UNCHANGED, page.sees(PAGE).state());
    assertEquals(List.of(), page.events());
  }

  /** As Lambda's own runtime reads it. */
  @Test
  void takesARecordedEvent() throws IOException {
    Path file = Path.of(System.getProperty("shutterhook.root"), "events", "compare-order.json");
    SQSEvent event;
    try (InputStream in = Files.newInputStream(file)) {
      event =
          LambdaEventSerializers.serializerFor(
                  SQSEvent.class, CompareFunctionTest.class.getClassLoader())
              .fromJson(in);
    }
    CompareOrder order = Json.read(event.getRecords().getFirst().getBody(), CompareOrder.class);
    WatchedPage page = watched(once());
    page.begun(order.run());
    assertEquals(
        List.of(), page.handle(event.getRecords().getFirst().getBody()).getBatchItemFailures());
    MonitorRun ended = page.runs.find(order.run()).orElseThrow();
    assertEquals(RunFailure.GONE, Objects.requireNonNull(ended.failure()).code());
    assertEquals(List.of(), page.buried());
  }

  /** A deployment changes one function after the other. */
  @Test
  void keepsAnOrderOfANewerVersion() {
    WatchedPage page = watched(once());
    String newer = "{\"schema\":2,\"run\":\"run_01K8ZTQ70000000000000000EW\"}";
    assertEquals(1, page.handle(newer).getBatchItemFailures().size());
    assertEquals(List.of(), page.buried());
  }

  @Test
  void buriesWhatIsNoOrder() {
    WatchedPage page = watched(once());
    assertEquals(List.of(), page.handle("not json").getBatchItemFailures());
    assertEquals(List.of("not json"), page.buried());
  }
}
