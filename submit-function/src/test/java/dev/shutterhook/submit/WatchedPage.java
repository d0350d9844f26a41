package dev.shutterhook.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.hash.Sha256;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A monitor, made by the API, and runs of it with their pictures in the bucket: as if they had been
 * captured and compared.
 */
final class WatchedPage {
  final MonitorStore monitors;
  final RunStore runs;

  private final LocalCloud cloud;
  private final TestApi api;
  private final Id id;
  private int made;

  WatchedPage(LocalCloud cloud, TestApi api) {
    this.cloud = cloud;
    this.api = api;
    monitors = new MonitorStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
    runs = new RunStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
    id = Id.of(api.post("/v1/monitors", request().toString()).body().path("id").asText());
  }

  /** A valid request, until a test makes it otherwise. */
  static ObjectNode request() {
    ObjectNode request = Json.mapper().createObjectNode();
    request.set("capture", Json.tree(RequestFixture.aRequest().json()));
    return request.put("schedule", "rate(15 minutes)");
  }

  String path() {
    return "/v1/monitors/" + id;
  }

  Monitor monitor() {
    return monitors.find(id).orElseThrow();
  }

  /** A run that was begun a while ago, each later than the one before. */
  MonitorRun begun() {
    Instant at = api.clock.instant().minus(Duration.ofHours(1)).plusSeconds(++made);
    MonitorRun run =
        MonitorRun.begun(id, api.account, at, api.clock.instant().plus(Duration.ofDays(30)));
    runs.create(List.of(run), at);
    return run;
  }

  /** A run that has seen a change, with its capture's pictures and that of the difference. */
  MonitorRun changed() {
    MonitorRun run = begun();
    Snapshot seen = seen(run);
    String picture = Diff.folderOf(id) + run.id() + ".png";
    put(picture, "difference");
    Diff diff =
        new Diff(
            MonitorRun.idOf(id, run.scheduledAt().minusSeconds(1)).toString(),
            812,
            0.0008,
            List.of(new Region(new Box(1, 2, 30, 4), 812)),
            0,
            new TextChange(List.of("12"), List.of("9")),
            picture);
    MonitorRun ended = run.ended(RunState.CHANGED, seen, diff, List.of(), true, run.scheduledAt());
    write(ended);
    return ended;
  }

  void write(MonitorRun ended) {
    cloud
        .dynamoDb()
        .transactWriteItems(
            write ->
                write.transactItems(runs.moving(ended, RunState.PENDING, api.clock.instant())));
  }

  private Snapshot seen(MonitorRun run) {
    String sha256 = Sha256.hex(run.id().toString());
    String picture = Artifact.keyOf(run.capture(), sha256, Format.PNG);
    String text = Artifact.keyOf(run.capture(), sha256, Format.TEXT);
    put(picture, "picture of " + run.id());
    put(text, "text of " + run.id());
    return new Snapshot(run.id(), picture, sha256, 1_280, 800, text, List.of(), run.scheduledAt());
  }

  void put(String key, String content) {
    cloud
        .s3()
        .putObject(
            put -> put.bucket(cloud.bucketName("ArtifactsBucket")).key(key),
            RequestBody.fromString(content));
  }

  /** What lies in the bucket under a folder. */
  List<String> files(String folder) {
    return cloud
        .s3()
        .listObjectsV2(list -> list.bucket(cloud.bucketName("ArtifactsBucket")).prefix(folder))
        .contents()
        .stream()
        .map(file -> file.key())
        .toList();
  }
}
