package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a deleted monitor leaves. Real: both handlers, tables, bucket and queues. */
@ExtendWith(CloudExtension.class)
class MonitorRemovalTest {
  /** More than a portion. */
  private static final int RUNS = 26;

  private final LocalCloud cloud;
  private final TestApi api;
  private final WatchedPage page;

  MonitorRemovalTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    page = new WatchedPage(cloud, api);
  }

  private void reconcile() {
    Reconciling.run(cloud, api.clock, api.lines);
  }

  private void later(Duration by) {
    api.clock.forward(by.plusMillis(1));
    reconcile();
  }

  @Test
  void isNothingAfterAWhile() {
    Id id = page.monitor().id();
    List<MonitorRun> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(page.changed());
    }
    Id triggered = Id.of(api.post(page.path() + "/trigger", "").body().path("capture").asText());
    assertEquals(
        200,
        api.post(page.path() + "/baseline", "{\"run\":\"" + runs.getLast().id() + "\"}").status());
    assertEquals(RUNS, page.files(Diff.folderOf(id)).size());
    assertEquals(2, page.files(Snapshot.keptFolder(id)).size());
    assertEquals(204, api.delete(page.path()).status());
    later(Duration.ZERO);
    // The capture that is under way may still be given a picture.
    assertEquals(1, page.runs.before(id, api.clock.instant().plusSeconds(60), 100).size());
    Capture underWay = api.captures.find(triggered).orElseThrow();
    api.settle(underWay.canceled(api.clock.instant()));
    later(Duration.ofMinutes(1));
    assertEquals(List.of(), page.runs.before(id, api.clock.instant().plusSeconds(60), 100));
    assertEquals(List.of(), page.files(Diff.folderOf(id)));
    assertEquals(List.of(), page.files(Snapshot.keptFolder(id)));
    assertTrue(api.captures.find(triggered).isEmpty());
    // Whoever compared a run meanwhile has left a picture; its time is up before the record goes.
    page.put(Diff.folderOf(id) + "late.png", "late");
    assertTrue(page.monitors.find(id).isPresent());
    later(Duration.ofMinutes(10));
    assertTrue(page.monitors.find(id).isEmpty());
    assertEquals(List.of(), page.files(Diff.folderOf(id)));
    runs.forEach(run -> assertTrue(page.runs.find(run.id()).isEmpty()));
  }

  @Test
  void leavesTheCapturesOfRunsNoPicture() {
    TestApi.Answered run = api.post(page.path() + "/trigger", "");
    Id capture = Id.of(run.body().path("capture").asText());
    new Settler(cloud, api.clock).complete(capture, new byte[] {1, 2, 3});
    assertEquals(1, page.files(Artifact.folderOf(capture)).size());
    assertEquals(204, api.delete(page.path()).status());
    later(Duration.ZERO);
    assertEquals(List.of(), page.files(Artifact.folderOf(capture)));
    assertEquals(404, api.get("/v1/captures/" + capture).status());
  }
}
