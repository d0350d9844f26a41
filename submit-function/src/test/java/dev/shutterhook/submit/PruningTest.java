package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Runs whose time is over go with the ticks of their monitor. Real: handler, tables, bucket. */
@ExtendWith(CloudExtension.class)
class PruningTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final LocalCloud cloud;
  private final Watched watched;
  private final String bucket;

  PruningTest(LocalCloud cloud) {
    this.cloud = cloud;
    watched = new Watched(cloud);
    bucket = cloud.bucketName("ArtifactsBucket");
  }

  @AfterEach
  void forget() {
    watched.close();
  }

  private void put(String key) {
    cloud.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("x"));
  }

  private boolean there(String key) {
    try {
      cloud.s3().headObject(head -> head.bucket(bucket).key(key));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  private MonitorRun ended(Monitor monitor, Duration age) {
    Instant at = watched.clock.instant().minus(age);
    MonitorRun begun =
        MonitorRun.begun(monitor.id(), monitor.account(), at, at.plus(DAY.multipliedBy(90)));
    String picture = Diff.PREFIX + monitor.id() + "/" + begun.id() + ".png";
    Diff diff = new Diff("run", 1, 1, List.of(), 0, TextChange.NONE, picture);
    MonitorRun run = begun.ended(RunState.CHANGED, null, diff, List.of(), false, at);
    put(picture);
    put(fileOf(run));
    cloud
        .dynamoDb()
        .transactWriteItems(write -> write.transactItems(watched.runs.creating(run, at)));
    return run;
  }

  private static String fileOf(MonitorRun run) {
    return Artifact.folderOf(run.capture()) + "picture.png";
  }

  private static String diffOf(MonitorRun run) {
    return Diff.PREFIX + run.monitor() + "/" + run.id() + ".png";
  }

  @Test
  void deletesTheOldestRunsWithTheirPictures() {
    Monitor monitor = watched.due(watched.one().keptFor(1));
    List<MonitorRun> old =
        IntStream.range(0, 7).mapToObj(i -> ended(monitor, DAY.plusHours(10 - i))).toList();
    MonitorRun young = ended(monitor, DAY.minusMinutes(1));
    watched.tick();
    assertEquals(
        List.of(5, 6, 7),
        IntStream.rangeClosed(0, 7)
            .filter(i -> watched.runs.find(i < 7 ? old.get(i).id() : young.id()).isPresent())
            .boxed()
            .toList());
    assertFalse(there(diffOf(old.getFirst())));
    watched.clock.forward(Duration.ofMinutes(1));
    watched.tick();
    old.forEach(run -> assertTrue(watched.runs.find(run.id()).isEmpty()));
    assertTrue(there(diffOf(young)));
  }

  @Test
  void deletesTheCapturesAndTheirFiles() {
    Monitor monitor = watched.due(watched.one().keptFor(1));
    MonitorRun run = ended(monitor, DAY.plusHours(1));
    Capture capture = captureOf(run.capture(), run);
    watched.captures.create(List.of(capture), watched.clock.instant().plus(DAY));
    watched.tick();
    assertTrue(watched.runs.find(run.id()).isPresent(), "its capture has not ended");
    cloud
        .dynamoDb()
        .transactWriteItems(
            write ->
                write.transactItems(
                    watched.captures.settling(capture.canceled(watched.clock.instant()))));
    watched.clock.forward(Duration.ofMinutes(1));
    watched.tick();
    assertTrue(watched.runs.find(run.id()).isEmpty());
    assertTrue(watched.captures.find(run.capture()).isEmpty());
    assertFalse(there(fileOf(run)));
  }

  private Capture captureOf(Id id, MonitorRun run) {
    Capture any = aCapture().queued();
    return Capture.queued(
            id,
            run.account(),
            any.token(),
            new CaptureRequest(any.options(), null, any.metadata()),
            null,
            run.scheduledAt())
        .by(Origin.of(run.id(), Trace.begunBy(id)));
  }

  @Test
  void leavesToTheTableWhatTheStackKeepsNoLonger() {
    Monitor monitor = watched.due(watched.one().keptFor(30));
    MonitorRun run = ended(monitor, DAY.multipliedBy(40));
    watched.tick();
    assertTrue(watched.runs.find(run.id()).isPresent());
  }
}
