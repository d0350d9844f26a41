package dev.shutterhook.submit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page may look like. Real: the handler, the tables and the bucket of template.yaml. */
@ExtendWith(CloudExtension.class)
class BaselineTest {
  private final LocalCloud cloud;
  private final TestApi api;
  private final WatchedPage page;

  BaselineTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    page = new WatchedPage(cloud, api);
  }

  private TestApi.Answered approve(MonitorRun run, boolean variant) {
    String body = "{\"run\":\"" + run.id() + "\",\"variant\":" + variant + "}";
    return api.post(page.path() + "/baseline", body);
  }

  private List<String> accepted() {
    JsonNode baseline = api.get(page.path() + "/baseline").body();
    assertEquals(
        baseline.path("accepted").findValuesAsText("run"),
        page.monitor().progress().accepted().stream().map(look -> look.run().toString()).toList());
    return baseline.path("accepted").findValuesAsText("run");
  }

  /** Each accepted look has its picture and its text, and there is nothing else. */
  private void hasNoOtherFiles() {
    List<String> named =
        page.monitor().progress().accepted().stream()
            .flatMap(look -> List.of(look.picture(), look.text()).stream())
            .sorted()
            .toList();
    assertEquals(
        named, page.files(Snapshot.keptFolder(page.monitor().id())).stream().sorted().toList());
  }

  @Test
  void takesTheRunsLookInThePlaceOfWhatWasApprovedBefore() {
    MonitorRun first = page.changed();
    MonitorRun second = page.changed();
    assertEquals(200, approve(first, false).status());
    TestApi.Answered answered = approve(second, false);
    assertEquals(api.get(page.path() + "/baseline").status(), answered.status());
    assertEquals(List.of(second.id().toString()), accepted());
    hasNoOtherFiles();
    String picture = page.monitor().progress().accepted().getFirst().picture();
    String bucket = cloud.bucketName("ArtifactsBucket");
    assertEquals(
        "picture of " + second.id(),
        cloud.s3().getObjectAsBytes(get -> get.bucket(bucket).key(picture)).asUtf8String());
    assertTrue(answered.body().at("/accepted/0/picture/url").asText().contains(picture));
  }

  @Test
  void takesVariantsBesidesUpToAFewAndGivesThemBack() {
    List<MonitorRun> runs =
        IntStream.range(0, Progress.MAX_ACCEPTED).mapToObj(i -> page.changed()).toList();
    runs.forEach(run -> assertEquals(200, approve(run, true).status()));
    assertEquals(runs.stream().map(run -> run.id().toString()).toList(), accepted());
    MonitorRun more = page.changed();
    assertEquals(409, approve(more, true).status());
    // One that is accepted already is no further one.
    assertEquals(200, approve(runs.getLast(), true).status());
    hasNoOtherFiles();
    String first = "/baseline/" + runs.getFirst().id();
    assertEquals(204, api.delete(page.path() + first).status());
    assertEquals(404, api.delete(page.path() + first).status());
    assertEquals(200, approve(more, true).status());
    assertEquals(Progress.MAX_ACCEPTED, accepted().size());
    hasNoOtherFiles();
  }

  @Test
  void refusesWhatIsNoRunOfThisMonitorWithAPicture() {
    MonitorRun others = new WatchedPage(cloud, api).changed();
    refused(approve(others, false), "is not a run of this monitor");
    refused(api.post(page.path() + "/baseline", "{\"run\":\"run_1\"}"), "is not a run");
    refused(api.post(page.path() + "/baseline", "{}"), "is required");
    MonitorRun begun = page.begun();
    assertEquals(409, approve(begun, false).status());
    page.write(begun.failed(new RunFailure("timeout", "too late"), true, api.clock.instant()));
    refused(approve(begun, false), "has no picture");
    MonitorRun gone = page.changed();
    String picture = requireNonNull(gone.snapshot()).picture();
    String bucket = cloud.bucketName("ArtifactsBucket");
    cloud.s3().deleteObject(file -> file.bucket(bucket).key(picture));
    assertEquals(409, approve(gone, false).status());
    assertEquals(List.of(), accepted());
  }

  private static void refused(TestApi.Answered refused, String message) {
    assertEquals(400, refused.status(), refused.body().toString());
    JsonNode fault = refused.body().path("errors").path(0);
    assertEquals("run", fault.path("field").asText());
    assertTrue(fault.path("message").asText().startsWith(message), fault.toString());
  }

  @Test
  void losesNothingWhereSeveralApproveAtOnce() throws Exception {
    List<MonitorRun> runs = IntStream.range(0, 4).mapToObj(i -> page.changed()).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(runs.size())) {
      List<Callable<TestApi.Answered>> all =
          runs.stream().<Callable<TestApi.Answered>>map(run -> () -> approve(run, true)).toList();
      for (var answer : threads.invokeAll(all)) {
        assertEquals(200, answer.get().status(), answer.get().body().toString());
      }
    }
    assertEquals(
        runs.stream().map(run -> run.id().toString()).sorted().toList(),
        accepted().stream().sorted().toList());
    hasNoOtherFiles();
  }
}
