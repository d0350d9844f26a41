package dev.shutterhook.submit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Monitors through the API. Real: the handler, tables, bucket and queues of template.yaml. */
@ExtendWith(CloudExtension.class)
class MonitorsTest {
  private static final String PATH = "/v1/monitors";

  private final LocalCloud cloud;
  private final TestApi api;

  MonitorsTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
  }

  private JsonNode created(ObjectNode request) {
    TestApi.Answered answered = api.post(PATH, request.toString());
    assertEquals(201, answered.status(), answered.body().toString());
    assertEquals(PATH + "/" + answered.body().path("id").asText(), answered.header("location"));
    return answered.body();
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) Json.tree(json);
  }

  @Test
  void isMadeWithEveryDefaultAndDueWithinAMinute() {
    JsonNode monitor = created(WatchedPage.request());
    assertEquals("active", monitor.path("state").asText());
    assertEquals("https://example.com/", monitor.at("/capture/url").asText());
    assertEquals("UTC", monitor.path("timezone").asText());
    assertEquals(
        object(
            """
            {"baseline":"previous","threshold":0.001,"pixel_threshold":0.1,"mask":[],
             "ignore_text":[],"confirm":true,"learn_noise":0}
            """),
        Json.tree(monitor.path("compare").toString()));
    assertEquals("changed", monitor.path("notify").asText());
    assertEquals(3, monitor.path("fail_after").asInt());
    assertEquals(20, monitor.path("pause_after").asInt());
    assertEquals(30, monitor.path("retention_days").asInt());
    Instant first = Instant.parse(monitor.path("next_run_at").asText());
    assertEquals(first.truncatedTo(ChronoUnit.MINUTES), first);
    Duration wait = Duration.between(api.clock.instant(), first);
    assertTrue(!wait.isNegative() && wait.compareTo(Duration.ofMinutes(1)) <= 0, wait.toString());
    assertEquals(monitor, api.get(PATH + "/" + monitor.path("id").asText()).body());
  }

  @Test
  void isMadeAsTheReadmeSays() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("shutterhook.root"), "README.md"));
    List<String> shown =
        Pattern.compile("(?s)\\$URL/v1/monitors -H[^\\n]*? --json '(\\{.*?\\})'")
            .matcher(readme)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertFalse(shown.isEmpty());
    shown.forEach(body -> created(object(body)));
  }

  @Test
  void saysItsSecretsNowhere() {
    ObjectNode request = WatchedPage.request();
    ((ObjectNode) request.path("capture"))
        .set("headers", object("{\"X-Token\":\"s3cr3t-header\"}"));
    request
        .putArray("destinations")
        .addObject()
        .put("type", "slack")
        .put("url", "https://hooks.slack.com/services/T0/B0/s3cr3t-path");
    JsonNode monitor = created(request);
    String path = PATH + "/" + monitor.path("id").asText();
    assertEquals("[redacted]", monitor.at("/capture/headers/X-Token").asText());
    assertEquals("hooks.slack.com", monitor.at("/destinations/0/host").asText());
    for (JsonNode shown :
        List.of(monitor, api.get(path).body(), api.patch(path, "{\"name\":\"x\"}").body())) {
      assertFalse(shown.toString().contains("s3cr3t"), shown.toString());
    }
    assertFalse(api.lines.text().contains("s3cr3t"));
    // Sealed in the table, and still the same after a change of something else.
    Monitor stored = new WatchedPage(cloud, api).monitors.find(id(monitor)).orElseThrow();
    assertFalse(requireNonNull(stored.identity()).text().contains("s3cr3t"));
    assertEquals("…path", monitor.at("/destinations/0/hint").asText());
    assertEquals(
        "https://hooks.slack.com/services/T0/B0/s3cr3t-path",
        stored.settings().destinations().getFirst().url().toString());
  }

  private static Id id(JsonNode monitor) {
    return Id.of(monitor.path("id").asText());
  }

  @Test
  void isOneHoweverOftenItIsSentWithOneKey() {
    ObjectNode event = api.authorized(api.posting(PATH, WatchedPage.request().toString()));
    TestApi.header(event, "idempotency-key", "watch-4711");
    TestApi.Answered first = api.call(event);
    assertEquals(first.body(), api.call(event).body());
    assertEquals(1, api.get(PATH).body().path("monitors").size());
  }

  @Test
  void isListedPageByPageTheNewestFirst() {
    List<String> made = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      api.clock.forward(Duration.ofMillis(1));
      made.add(created(WatchedPage.request().put("name", name)).path("id").asText());
    }
    JsonNode first = api.get(PATH, Map.of("limit", "2")).body();
    assertEquals(List.of("c", "b"), first.path("monitors").findValuesAsText("name"));
    JsonNode last =
        api.get(PATH, Map.of("limit", "2", "cursor", first.path("cursor").asText())).body();
    assertEquals(List.of("a"), last.path("monitors").findValuesAsText("name"));
    assertTrue(last.path("cursor").isNull());
    assertEquals(204, api.delete(PATH + "/" + made.get(1)).status());
    assertEquals(List.of("c", "a"), api.get(PATH).body().path("monitors").findValuesAsText("name"));
  }

  @Test
  void doesNotExistForOthers() {
    WatchedPage page = new WatchedPage(cloud, api);
    MonitorRun run = page.changed();
    TestApi stranger = new TestApi(cloud);
    for (String path :
        List.of("", "/runs", "/baseline", "/runs/" + run.id(), "/runs/" + run.id() + "/diff")) {
      assertTrue(api.get(page.path() + path).status() < 400, path);
      assertEquals(404, stranger.get(page.path() + path).status(), path);
    }
    for (String path : List.of("/pause", "/resume", "/trigger")) {
      assertEquals(404, stranger.post(page.path() + path, "").status(), path);
    }
    for (String path : List.of("", "/noise", "/baseline/" + run.id())) {
      assertEquals(404, stranger.delete(page.path() + path).status(), path);
    }
    assertEquals(404, stranger.patch(page.path(), "{\"name\":\"mine\"}").status());
    String approval = "{\"run\":\"" + run.id() + "\"}";
    assertEquals(404, stranger.post(page.path() + "/baseline", approval).status());
    assertEquals(0, stranger.get(PATH).body().path("monitors").size());
    WatchedPage theirs = new WatchedPage(cloud, stranger);
    assertEquals(404, stranger.get(theirs.path() + "/runs/" + run.id()).status());
  }

  @Test
  void isHeldBackByTheAccountsLimitUntilOneIsDeleted() {
    TestApi narrow =
        new TestApi(
            cloud, RecordedCalls.of(cloud, "SubmitFunction"), Map.of("MONITORS_PER_ACCOUNT", "2"));
    String body = WatchedPage.request().toString();
    String first = narrow.post(PATH, body).header("location");
    assertEquals(201, narrow.post(PATH, body).status());
    TestApi.Answered refused = narrow.post(PATH, body);
    assertEquals("quota_exceeded", refused.code());
    assertEquals("", refused.header("retry-after"));
    assertEquals(2, narrow.get("/v1/usage").body().path("monitors").asInt());
    assertEquals(204, narrow.delete(first).status());
    assertEquals(201, narrow.post(PATH, body).status());
  }

  @Test
  void runsWhenSomebodyWantsIt() {
    WatchedPage page = new WatchedPage(cloud, api);
    api.post(page.path() + "/pause", "");
    TestApi.Answered triggered = api.post(page.path() + "/trigger", "");
    assertEquals(202, triggered.status());
    assertEquals("pending", triggered.body().path("state").asText());
    assertEquals(triggered.body(), api.get(triggered.header("location")).body());
    String capture = triggered.body().path("capture").asText();
    assertEquals(200, api.get("/v1/captures/" + capture).status());
    assertEquals(triggered.body(), api.get(page.path() + "/runs").body().path("runs").path(0));
  }

  @Test
  void hasARunEndedWhoseCaptureIsCanceled() {
    WatchedPage page = new WatchedPage(cloud, api);
    String capture = api.post(page.path() + "/trigger", "").body().path("capture").asText();
    assertEquals("canceled", api.delete("/v1/captures/" + capture).body().path("status").asText());
    new Inbox(cloud, "CompareQueue").about(capture);
  }

  @Test
  void showsRunsWithTheirPicturesUntilTheyExpire() {
    WatchedPage page = new WatchedPage(cloud, api);
    MonitorRun run = page.changed();
    MonitorRun pending = page.begun();
    Snapshot seen = requireNonNull(run.snapshot());
    JsonNode shown = api.get(page.path() + "/runs/" + run.id()).body();
    assertEquals(812, shown.at("/diff/pixels").asInt());
    assertTrue(shown.at("/picture/url").asText().contains(seen.picture()));
    assertTrue(shown.at("/text/url").asText().contains(requireNonNull(seen.text())));
    TestApi.Answered diff = api.get(page.path() + "/runs/" + run.id() + "/diff");
    assertTrue(diff.header("location").contains("/diffs/"), diff.header("location"));
    assertEquals(404, api.get(page.path() + "/runs/" + pending.id() + "/diff").status());
    assertEquals(
        List.of(pending.id().toString(), run.id().toString()),
        api.get(page.path() + "/runs").body().path("runs").findValuesAsText("id"));
    api.clock.forward(Duration.ofDays(31));
    assertEquals(404, api.get(page.path() + "/runs/" + run.id()).status());
    assertEquals(0, api.get(page.path() + "/runs").body().path("runs").size());
  }

  @Test
  void isThereForNobodyOnceItIsDeleted() {
    WatchedPage page = new WatchedPage(cloud, api);
    MonitorRun run = page.changed();
    assertEquals(204, api.delete(page.path()).status());
    assertEquals(404, api.get(page.path()).status());
    assertEquals(404, api.delete(page.path()).status());
    assertEquals(404, api.post(page.path() + "/resume", "").status());
    assertEquals(404, api.get(page.path() + "/runs/" + run.id()).status());
    Map<String, AttributeValue> item =
        cloud
            .dynamoDb()
            .getItem(
                get ->
                    get.tableName(cloud.tableName("MonitorsTable"))
                        .key(Map.of("id", AttributeValue.fromS(page.path().substring(13)))))
            .item();
    assertFalse(item.containsKey("due"));
    assertFalse(item.containsKey("listed"));
  }
}
