package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.hash.Sha256;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every operation of openapi.yaml, to success and into each problem that the document names; {@link
 * TestApi} holds each answer against it. Real: the handler, and tables, bucket and queues of
 * template.yaml.
 */
@ExtendWith(CloudExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class EveryOperationTest {
  private static final String UNKNOWN_CAPTURE = "cap_01K9ZZZZZZ0123456789ABCDEF";
  private static final int OVER_ONE_MEBIBYTE = 1024 * 1024 + 1;

  private final LocalCloud cloud;
  private final Contract contract = Contract.shipped();
  private final Set<String> seen = new TreeSet<>();

  EveryOperationTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private TestApi api() {
    return new TestApi(cloud);
  }

  private List<Operation> operations(Predicate<Operation> which) {
    return contract.operations().stream().filter(which).toList();
  }

  /** What the document names and nobody has met would be a promise that nobody has checked. */
  @AfterAll
  void leavesNoAnswerOfTheDocumentOut() {
    // Of a dialect every answer is held against the document too, but not each is waited for.
    Set<String> documented = new TreeSet<>();
    operations(o -> !o.dialect()).forEach(o -> documented.addAll(contract.answersOf(o)));
    documented.removeAll(seen);
    assertEquals(Set.of(), documented);
  }

  private void every(TestApi api, Predicate<Operation> which, int status, Asking asking) {
    for (Operation operation : operations(which)) {
      TestApi.Answered answered = api.call(asking.event(operation));
      assertEquals(status, answered.status(), operation.id() + " " + answered.body());
    }
    seen.addAll(api.seen);
  }

  /** How a test asks. */
  @FunctionalInterface
  private interface Asking {
    ObjectNode event(Operation operation);
  }

  @Test
  void isShutToStrangers() {
    every(api(), Operation::keyed, 401, operation -> operation.event(UNKNOWN_CAPTURE));
  }

  @Test
  void bidsTheHastyWait() {
    TestApi api = api();
    api.keys().limit(api.key.publicId(), new KeyLimits(1, null));
    api.get("/v1/endpoints");
    every(api, Operation::keyed, 429, o -> api.authorized(o.event(UNKNOWN_CAPTURE)));
  }

  @Test
  void bidsTheGreedyWait() {
    TestApi api =
        new TestApi(
            cloud, RecordedCalls.of(cloud, "SubmitFunction"), Map.of("MONITORS_PER_ACCOUNT", "1"));
    String monitor = monitor(api);
    api.keys().limit(api.key.publicId(), new KeyLimits(null, 1L));
    api.post(RequestFixture.aRequest().json());
    Predicate<Operation> counted =
        o -> contract.answersOf(o).contains(o.id() + " 429 quota_exceeded");
    every(api, counted, 429, o -> api.authorized(o.event(monitor)));
  }

  /** Where a path names something, and has a body too, it is a monitor. */
  private String monitor(TestApi api) {
    Operation create = operations(o -> o.id().equals("createMonitor")).getFirst();
    return api.call(api.authorized(create.event(""))).body().path("id").asText();
  }

  @Test
  void isUnavailableWhereItsTableIs() {
    try (DynamoDbClient nobody =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build()) {
      AwsClients clients = new AwsClients(nobody, cloud.sqs(), cloud.s3(), cloud.s3Presigner());
      TestApi cut = new TestApi(cloud, clients, Map.of());
      every(cut, Operation::keyed, 503, o -> cut.authorized(o.event(UNKNOWN_CAPTURE)));
    }
  }

  /** A key whose item is not as we write them. */
  @Test
  void saysSoWhereItFailsItself() {
    TestApi api = api();
    cloud
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(cloud.tableName("AccountsTable"))
                    .key(Map.of("id", AttributeValue.fromS("key#" + api.key.publicId())))
                    .updateExpression("SET captures_per_month = :wrong")
                    .expressionAttributeValues(Map.of(":wrong", AttributeValue.fromN("1.5"))));
    every(api, Operation::keyed, 500, o -> api.authorized(o.event(UNKNOWN_CAPTURE)));
  }

  @Test
  void refusesBodiesThatItDoesNotRead() {
    TestApi api = api();
    String monitor = monitor(api);
    every(
        api,
        o -> o.answers(413),
        413,
        o -> api.authorized(o.event(monitor, " ".repeat(OVER_ONE_MEBIBYTE))));
    every(
        api,
        o -> o.answers(415),
        415,
        o -> TestApi.header(api.authorized(o.event(monitor)), "content-type", "text/plain"));
    every(
        api,
        o -> o.answers(400) && o.takesBody(),
        400,
        o -> api.authorized(o.event(monitor, "{\"unknown\":1}")));
  }

  @Test
  void doesOnceWhatCarriesAKey() {
    TestApi api = api();
    for (Operation operation : operations(o -> o.answers(422))) {
      String body = Json.write(operation.examples().getFirst());
      ObjectNode event = api.authorized(operation.event("", body));
      TestApi.header(event, "idempotency-key", operation.id());
      TestApi.Answered first = api.call(event);
      TestApi.Answered again = api.call(event);
      assertEquals(first.body(), again.body());
      assertEquals("true", again.header("idempotent-replayed"));
      isAtWork(api, operation.id());
      assertEquals(409, api.call(event, Duration.ofSeconds(2)).status());
      assertEquals(422, api.call(event.put("body", body + " ")).status());
    }
    seen.addAll(api.seen);
  }

  /** As if the first request with that key were not answered yet. */
  private void isAtWork(TestApi api, String key) {
    String place = "idempotency#" + Sha256.hex(api.account + "\n" + key);
    long until = api.clock.instant().plusSeconds(20).toEpochMilli();
    cloud
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(cloud.tableName("CapturesTable"))
                    .key(Map.of("id", AttributeValue.fromS(place)))
                    .conditionExpression("attribute_exists(answer)")
                    .updateExpression("SET lease_until = :until REMOVE answer")
                    .expressionAttributeValues(
                        Map.of(":until", AttributeValue.fromN(Long.toString(until)))));
  }

  /** Only a body of no bytes at all is as good as an object without fields. */
  @Test
  void takesNoBlanksForAnEmptyBody() {
    TestApi api = api();
    String monitor = monitor(api);
    for (String blank : List.of("\f", " ")) {
      every(
          api,
          o -> o.answers(400) && o.takesBody(),
          400,
          o -> api.authorized(o.event(monitor, blank)));
    }
  }

  @Test
  void refusesParametersThatItDoesNotUnderstand() {
    TestApi api = api();
    every(
        api,
        o -> o.answers(400) && !o.takesBody(),
        400,
        o -> {
          ObjectNode event = api.authorized(o.event(UNKNOWN_CAPTURE));
          event.putObject("queryStringParameters").put("wait", "long").put("cursor", "%");
          return event;
        });
  }

  @Test
  void knowsNothingOfWhatIsNotThere() {
    TestApi api = api();
    every(
        api,
        o -> o.answers(404) && o.path().contains("{"),
        404,
        o -> api.authorized(o.event("none")));
  }

  @Test
  void takesEveryRequestThatTheDocumentShows() {
    TestApi api = api();
    for (Operation operation : operations(o -> o.takesBody() && !o.path().contains("{"))) {
      for (JsonNode example : operation.examples()) {
        TestApi.Answered answered =
            api.call(api.authorized(operation.event("", Json.write(example))));
        assertEquals(2, answered.status() / 100, operation.id() + " " + answered.body());
      }
    }
    // Until its overlap is over, a secret that was rotated is not rotated again.
    assertEquals(409, api.post("/v1/webhook-secret/rotate", "").status());
    seen.addAll(api.seen);
  }

  @Test
  void showsCaptures() {
    TestApi api = api();
    CaptureFixture fixture = aCapture().of(api.account).createdAt(api.clock.instant());
    api.captures.create(List.of(fixture.queued()), api.clock.instant().plus(Duration.ofDays(1)));
    String path = "/v1/captures/" + fixture.queued().id();
    assertEquals(200, api.get(path).status());
    assertEquals(409, api.get(path + "/image").status());
    api.settle(fixture.completed());
    assertEquals(200, api.get(path, Map.of("wait", "0")).status());
    assertEquals(302, api.get(path + "/image").status());
    assertEquals(1, api.get("/v1/captures").body().path("captures").size());
    seen.addAll(api.seen);
  }

  @Test
  void cancelsDeletesOrLeavesCaptures() {
    TestApi api = api();
    Operation delete = operations(o -> o.id().equals("deleteCapture")).getFirst();
    CaptureFixture fixture = aCapture().of(api.account).createdAt(api.clock.instant());
    Capture queued = fixture.queued();
    api.captures.create(List.of(queued), api.clock.instant().plus(Duration.ofDays(1)));
    api.captures.started(queued.id(), queued.token(), api.clock.instant());
    ObjectNode event = api.authorized(delete.event(queued.id().toString()));
    assertEquals(409, api.call(event).status());
    api.settle(fixture.completed());
    assertEquals(204, api.call(event).status());
    String other = api.post(RequestFixture.aRequest().json()).body().path("id").asText();
    assertEquals(200, api.call(api.authorized(delete.event(other))).status());
    seen.addAll(api.seen);
  }

  @Test
  void showsWhatAKeyMayAndARequestCanName() {
    TestApi api = api();
    assertEquals(200, api.get("/v1/usage").status());
    assertEquals(200, api.get("/v1/devices").status());
    seen.addAll(api.seen);
  }

  @Test
  void showsBatches() {
    TestApi api = api();
    TestApi.Answered asked =
        api.post("/v1/batches", "{\"captures\":[{\"url\":\"https://example.com/\"}]}");
    assertEquals(200, api.get(asked.header("location")).status());
    seen.addAll(api.seen);
  }

  @Test
  void doesWithMonitorsAllThatTheDocumentShows() {
    TestApi api = api();
    String path = "/v1/monitors/" + monitor(api);
    assertEquals(200, api.get(path).status());
    assertEquals(1, api.get("/v1/monitors").body().path("monitors").size());
    Operation change = operations(o -> o.id().equals("changeMonitor")).getFirst();
    for (JsonNode example : change.examples()) {
      assertEquals(200, api.patch(path, Json.write(example)).status());
    }
    assertEquals(200, api.post(path + "/pause", "").status());
    assertEquals(200, api.post(path + "/resume", "").status());
    api.patch(path, "{\"ends_at\":\"" + api.clock.instant().plusSeconds(86_400) + "\"}");
    api.post(path + "/pause", "");
    api.clock.forward(Duration.ofDays(2));
    assertEquals(409, api.post(path + "/resume", "").status());
    TestApi.Answered run = api.post(path + "/trigger", "");
    assertEquals(202, run.status(), run.body().toString());
    assertEquals(200, api.get(run.header("location")).status());
    assertEquals(1, api.get(path + "/runs").body().path("runs").size());
    String own = "{\"run\":\"" + run.body().path("id").asText() + "\"}";
    assertEquals(409, api.post(path + "/baseline", own).status());
    assertEquals(200, api.get(path + "/baseline").status());
    assertEquals(204, api.delete(path + "/noise").status());
    assertEquals(204, api.delete(path).status());
    seen.addAll(api.seen);
  }

  @Test
  void doesWithRunsAllThatTheDocumentShows() {
    TestApi api = api();
    WatchedPage page = new WatchedPage(cloud, api);
    MonitorRun run = page.changed();
    assertEquals(302, api.get(page.path() + "/runs/" + run.id() + "/diff").status());
    Operation approve = operations(o -> o.id().equals("approveRun")).getFirst();
    for (JsonNode example : approve.examples()) {
      ObjectNode body = ((ObjectNode) example.deepCopy()).put("run", run.id().toString());
      assertEquals(200, api.post(page.path() + "/baseline", Json.write(body)).status());
    }
    assertEquals(204, api.delete(page.path() + "/baseline/" + run.id()).status());
    seen.addAll(api.seen);
  }

  @Test
  void showsDeliveries() {
    TestApi api = api();
    Deliveries deliveries = new Deliveries(cloud, api.clock);
    Delivery delivery = deliveries.exhausted(api.account, Deliveries.HOOK);
    assertEquals(200, api.get("/v1/captures/" + delivery.capture() + "/deliveries").status());
    assertEquals(1, api.get("/v1/deliveries").body().path("deliveries").size());
    assertEquals(200, api.get("/v1/deliveries/" + delivery.id()).status());
    assertEquals(202, api.replay(delivery.id()).status());
    assertEquals(409, api.replay(delivery.id()).status());
    assertEquals(200, api.get("/v1/endpoints").status());
    seen.addAll(api.seen);
  }

  @Test
  void showsKeys() {
    TestApi api = api();
    assertEquals(200, api.get("/v1/webhook-secret").status());
    assertEquals(200, api.post("/v1/webhook-public-key", "").status());
    seen.addAll(api.seen);
  }

  @Test
  void isOpenWhereTheDocumentSaysSo() {
    TestApi api = api();
    every(api, o -> !o.keyed(), 200, o -> o.event(""));
    assertTrue(operations(o -> !o.keyed()).size() >= 3);
  }
}
