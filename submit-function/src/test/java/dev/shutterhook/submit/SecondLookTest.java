package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.DueMonitorFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that differ, and whose page is looked at once more. Real: the handler and its tables. */
@ExtendWith(CloudExtension.class)
class SecondLookTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final LocalCloud cloud;
  private final Watched watched;

  SecondLookTest(LocalCloud cloud) {
    this.cloud = cloud;
    watched = new Watched(cloud);
  }

  @AfterEach
  void forget() {
    watched.close();
  }

  /** A run of an hour ago that differs. */
  private MonitorRun differs(Monitor monitor) {
    Instant now = watched.clock.instant();
    MonitorRun begun =
        MonitorRun.begun(monitor.id(), monitor.account(), now.minus(HOUR), now.plus(HOUR));
    Snapshot seen = new Snapshot(begun.id(), "captures/a.png", "ab", 1, 1, null, List.of(), now);
    Diff diff = new Diff("run", 1, 1, List.of(), 0, TextChange.NONE, null);
    MonitorRun run = begun.confirming(seen, diff);
    cloud.dynamoDb().transactWriteItems(w -> w.transactItems(watched.runs.creating(run, now)));
    return run;
  }

  private static Progress confirming(Id run) {
    Progress none = Progress.NONE;
    return new Progress(
        1, null, none.accepted(), none.noise(), 0, run, null, 0, false, null, null, null);
  }

  private Monitor awaiting(DueMonitorFixture fixture, Instant due) {
    Monitor blank = fixture.dueAt(due);
    MonitorRun run = differs(blank);
    return watched.kept(fixture.knowing(confirming(run.id())).dueAt(due));
  }

  private MonitorRun confirmed(Monitor monitor) {
    List<MonitorRun> runs = watched.runsOf(monitor);
    assertEquals(1, runs.size(), "no other run");
    assertEquals(RunState.CONFIRMING, runs.getFirst().state());
    return runs.getFirst();
  }

  @Test
  void isASecondCaptureOfTheSameRun() {
    Instant hastened = watched.clock.instant().minusMillis(321);
    Monitor monitor = awaiting(watched.one().every("@hourly"), hastened);
    watched.tick();
    MonitorRun run = confirmed(monitor);
    assertTrue(watched.captures.find(run.confirmation()).isPresent());
    assertTrue(watched.captures.find(run.capture()).isEmpty());
    Instant next = watched.now(monitor).dueAt();
    assertEquals(0, next == null ? -1 : next.getEpochSecond() % HOUR.toSeconds(), "the next hour");
  }

  @Test
  void pushesAnOccurrenceAsideThatIsMadeUpFor() {
    Instant due = watched.clock.instant();
    Monitor monitor = awaiting(watched.one().madeAt(due.minus(HOUR)).every("rate(1 hour)"), due);
    watched.tick();
    MonitorRun run = confirmed(monitor);
    assertTrue(watched.captures.find(run.confirmation()).isPresent());
    assertEquals(due.plusSeconds(60), watched.now(monitor).dueAt());

    watched.clock.forward(Duration.ofMinutes(1));
    watched.tick();
    confirmed(monitor);
    assertEquals(due.plusSeconds(120), watched.now(monitor).dueAt(), "it is still under way");
  }

  @Test
  void isOverWhereTheRunHasEnded() {
    Instant due = watched.clock.instant();
    Monitor monitor = awaiting(watched.one(), due);
    MonitorRun run = confirmed(monitor);
    watched.runs.delete(run.id());
    watched.tick();
    assertEquals(due, watched.runsOf(monitor).getFirst().scheduledAt());
    assertTrue(watched.captures.find(run.confirmation()).isEmpty());
  }
}
