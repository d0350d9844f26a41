package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs of which nothing was heard. Real: the handler, tables and queues. */
@ExtendWith(CloudExtension.class)
class RunRescueTest {
  private final LocalCloud cloud;
  private final Watched watched;
  private final Inbox compares;

  RunRescueTest(LocalCloud cloud) {
    this.cloud = cloud;
    watched = new Watched(cloud);
    compares = new Inbox(cloud, "CompareQueue");
  }

  private void reconcile() {
    Reconciling.run(cloud, watched.clock, watched.lines);
  }

  private MonitorRun pending() {
    Instant now = watched.clock.instant();
    MonitorRun run =
        MonitorRun.begun(
            watched.one().paused().id(), watched.account, now, now.plus(Duration.ofDays(1)));
    assertEquals(1, watched.runs.create(List.of(run), now).size());
    return run;
  }

  private Capture capture(Id id) {
    Capture any = aCapture().of(watched.account).queued();
    Capture capture =
        Capture.queued(
            id,
            watched.account,
            any.token(),
            new CaptureRequest(any.options(), null, any.metadata()),
            null,
            watched.clock.instant());
    watched.captures.create(List.of(capture), watched.clock.instant().plus(Duration.ofDays(1)));
    watched.captures.ordered(List.of(id), watched.clock.instant(), null);
    return capture;
  }

  private List<CompareOrder> ordersOf(MonitorRun run) {
    return compares.allAbout(run.id().toString()).stream()
        .map(message -> Json.read(message.body(), CompareOrder.class))
        .toList();
  }

  @Test
  void aRunWhoseCaptureWasNeverMadeIsCompared() {
    MonitorRun run = pending();
    watched.clock.forward(RunStore.SILENCE);
    reconcile();
    assertEquals(List.of(), ordersOf(run));
    watched.clock.forward(Duration.ofMillis(1));
    reconcile();
    reconcile();
    assertEquals(
        List.of(new CompareOrder(CompareOrder.SCHEMA, run.id(), run.capture())), ordersOf(run));
    assertTrue(
        watched.lines.of("run.resumed").stream()
            .anyMatch(line -> line.path("run").asText().equals(run.id().toString())));
  }

  @Test
  void aRunWhoseCaptureIsUnderWayWaits() {
    MonitorRun run = pending();
    Capture capture = capture(run.capture());
    watched.clock.forward(RunStore.SILENCE.plusMillis(1));
    reconcile();
    assertEquals(List.of(), ordersOf(run));
    cloud
        .dynamoDb()
        .transactWriteItems(
            write ->
                write.transactItems(
                    watched.captures.settling(capture.canceled(watched.clock.instant()))));
    watched.clock.forward(RunStore.SILENCE.plusMillis(1));
    reconcile();
    assertEquals(1, ordersOf(run).size());
  }

  @Test
  void aRunThatIsLookedAtOnceMoreIsAboutItsSecondCapture() {
    MonitorRun run = pending();
    Instant now = watched.clock.instant();
    Snapshot seen = new Snapshot(run.id(), "captures/a.png", "ab", 1, 1, null, List.of(), now);
    Diff diff = new Diff("run", 1, 1, List.of(), 0, TextChange.NONE, null);
    cloud
        .dynamoDb()
        .transactWriteItems(
            write ->
                write.transactItems(
                    watched.runs.moving(run.confirming(seen, diff), RunState.PENDING, now)));
    watched.clock.forward(RunStore.SILENCE.plusMillis(1));
    reconcile();
    assertEquals(
        List.of(new CompareOrder(CompareOrder.SCHEMA, run.id(), run.confirmation())),
        ordersOf(run));
  }
}
