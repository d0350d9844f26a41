package dev.shutterhook.submit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a monitor by what its client wants. Real: the handler, tables and bucket. */
@ExtendWith(CloudExtension.class)
class ChangeMonitorTest {
  private final LocalCloud cloud;
  private final TestApi api;

  ChangeMonitorTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
  }

  private JsonNode patched(WatchedPage page, String patch) {
    TestApi.Answered answered = api.patch(page.path(), patch);
    assertEquals(200, answered.status(), answered.body().toString());
    assertEquals(answered.body(), api.get(page.path()).body());
    return answered.body();
  }

  @Test
  void changesWhatAPatchNamesAndNothingElse() {
    WatchedPage page = new WatchedPage(cloud, api);
    JsonNode before = api.get(page.path()).body();
    api.clock.forward(Duration.ofSeconds(1));
    JsonNode after =
        patched(page, "{\"name\":\"prices\",\"compare\":{\"threshold\":0.5},\"fail_after\":7}");
    assertEquals("prices", after.path("name").asText());
    assertEquals(0.5, after.at("/compare/threshold").asDouble());
    assertEquals(0.1, after.at("/compare/pixel_threshold").asDouble());
    assertEquals(7, after.path("fail_after").asInt());
    assertEquals(before.path("capture"), after.path("capture"));
    assertEquals(before.path("next_run_at"), after.path("next_run_at"));
    assertNotEquals(before.path("updated_at"), after.path("updated_at"));
    JsonNode back = patched(page, "{\"name\":null,\"compare\":{\"threshold\":null}}");
    assertTrue(back.path("name").isNull());
    assertEquals(0.001, back.at("/compare/threshold").asDouble());
  }

  @Test
  void isDueByOtherTimesOnceTheyAreAskedFor() {
    WatchedPage page = new WatchedPage(cloud, api);
    Instant start = api.clock.instant().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.HOURS);
    JsonNode later = patched(page, "{\"schedule\":\"@hourly\",\"starts_at\":\"" + start + "\"}");
    assertEquals(start, Instant.parse(later.path("next_run_at").asText()));
    JsonNode now = patched(page, "{\"starts_at\":null}");
    assertEquals(
        api.clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)),
        Instant.parse(now.path("next_run_at").asText()));
  }

  @Test
  void beginsAnewWherePicturesCannotBeComparedAnyMore() {
    WatchedPage page = new WatchedPage(cloud, api);
    MonitorRun run = page.changed();
    patched(page, "{\"compare\":{\"mask\":[{\"selector\":\".ad\"}]}}");
    knows(page, run);
    patched(
        page,
        "{\"name\":\"x\",\"compare\":{\"mask\":[{\"selector\":\".ad\"},{\"selector\":\".b\"}]}}");
    patched(page, "{\"capture\":{\"url\":\"https://example.com/\"},\"compare\":{\"threshold\":1}}");
    assertEquals(run.id(), requireNonNull(page.monitor().progress().reference()).run());
    patched(page, "{\"compare\":{\"mask\":[{\"selector\":\".b\"}]}}");
    assertEquals(Progress.NONE.accepted(), page.monitor().progress().accepted());
    assertTrue(api.get(page.path()).body().at("/baseline/run").isNull());
    knows(page, run);
    patched(page, "{\"capture\":{\"url\":\"https://example.com/\",\"width\":640}}");
    assertTrue(api.get(page.path()).body().at("/baseline/run").isNull());
  }

  /** As Compare would note it. */
  private void knows(WatchedPage page, MonitorRun run) {
    Progress before = page.monitor().progress();
    Progress known =
        new Progress(
            before.version() + 1,
            run.snapshot(),
            List.of(),
            List.of(),
            0,
            null,
            null,
            2,
            true,
            run.id(),
            RunState.CHANGED,
            run.scheduledAt());
    assertTrue(page.monitors.progress(page.monitor().id(), known));
  }

  @Test
  void isPausedAndResumedWithoutAStorm() {
    WatchedPage page = new WatchedPage(cloud, api);
    knows(page, page.changed());
    JsonNode paused = api.post(page.path() + "/pause", "").body();
    assertEquals("paused", paused.path("state").asText());
    assertEquals("requested", paused.path("paused_because").asText());
    assertTrue(paused.path("next_run_at").isNull());
    assertEquals(paused, api.post(page.path() + "/pause", "").body());
    api.clock.forward(Duration.ofDays(5));
    JsonNode resumed = api.post(page.path() + "/resume", "").body();
    assertEquals("active", resumed.path("state").asText());
    assertTrue(resumed.path("paused_because").isNull());
    assertTrue(Instant.parse(resumed.path("next_run_at").asText()).isAfter(api.clock.instant()));
    assertEquals(0, resumed.path("failures").asInt());
    assertTrue(resumed.path("failing").asBoolean());
    assertEquals(resumed, api.post(page.path() + "/resume", "").body());
  }

  @Test
  void isChangedByNobodyWhoHasReadAnOlderVersion() {
    WatchedPage page = new WatchedPage(cloud, api);
    Monitor read = page.monitor();
    assertTrue(page.monitors.change(read.paused(Monitor.Pause.FAILURES, read.updatedAt()), read));
    assertFalse(
        page.monitors.change(
            read.changed(read.settings(), null, read.dueAt(), read.progress(), api.clock.instant()),
            read));
    assertEquals(MonitorState.PAUSED, page.monitor().state());
  }

  @Test
  void forgetsNoiseAndLearnsItAgainAtOnce() {
    WatchedPage page = new WatchedPage(cloud, api);
    patched(page, "{\"schedule\":\"@daily\",\"compare\":{\"learn_noise\":5}}");
    assertEquals(204, api.delete(page.path() + "/noise").status());
    JsonNode monitor = api.get(page.path()).body();
    assertEquals(
        api.clock.instant().truncatedTo(ChronoUnit.MILLIS),
        Instant.parse(monitor.path("next_run_at").asText()));
    assertTrue(monitor.at("/noise/learning").asBoolean());
    // Without, nothing is hurried.
    patched(page, "{\"schedule\":\"@hourly\",\"compare\":{\"learn_noise\":0}}");
    assertEquals(204, api.delete(page.path() + "/noise").status());
    assertTrue(requireNonNull(page.monitor().dueAt()).isAfter(api.clock.instant()));
  }
}
