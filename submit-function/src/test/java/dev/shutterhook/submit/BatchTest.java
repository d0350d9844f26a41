package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.CountedCalls;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches through the API. Real: the tables and queues of template.yaml. */
@ExtendWith(CloudExtension.class)
class BatchTest {
  private static final String PATH = "/v1/batches";

  private final LocalCloud cloud;
  private final TestApi api;

  BatchTest(LocalCloud cloud) {
    this.cloud = cloud;
    this.api = new TestApi(cloud);
  }

  private static ObjectNode batch(int captures) {
    ObjectNode batch = Json.mapper().createObjectNode();
    ArrayNode list = batch.putArray("captures");
    IntStream.range(0, captures)
        .forEach(i -> list.addObject().put("url", "https://example.com/" + i));
    return batch;
  }

  private TestApi.Answered post(ObjectNode batch) {
    return api.post(PATH, batch.toString());
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(entry -> entry.path(field).asText())
        .toList();
  }

  private static Set<String> faults(TestApi.Answered answered) {
    assertEquals(400, answered.status(), answered.body().toString());
    return Set.copyOf(texts(answered.body().path("errors"), "field"));
  }

  @Test
  void takesAHundredInOneCallAndLaysTheDefaultsBeneath() {
    ObjectNode asked = batch(100);
    asked.putObject("defaults").put("width", 640).put("format", "webp");
    ((ObjectNode) asked.path("captures").path(7)).put("width", 320).putNull("format");
    asked.putObject("metadata").put("deploy", 4711);
    TestApi.Answered answered = post(asked);
    assertEquals(202, answered.status(), answered.body().toString());
    String id = answered.body().path("id").asText();
    assertEquals(PATH + "/" + id, answered.header("location"));
    assertEquals(100, answered.body().path("counts").path("queued").asInt());
    assertEquals(4711, answered.body().path("metadata").path("deploy").asInt());
    List<String> ids = texts(answered.body().path("captures"), "id");
    assertEquals(100, Set.copyOf(ids).size());
    assertEquals(
        IntStream.range(0, 100).mapToObj(i -> "https://example.com/" + i).toList(),
        texts(answered.body().path("captures"), "url"));
    assertEquals(answered.body(), api.get(PATH + "/" + id).body());
    JsonNode plain = api.get("/v1/captures/" + ids.getFirst()).body();
    assertEquals(640, plain.path("options").path("width").asInt());
    assertEquals("webp", plain.path("options").path("format").asText());
    assertEquals(id, plain.path("batch").asText());
    JsonNode own = api.get("/v1/captures/" + ids.get(7)).body();
    assertEquals(320, own.path("options").path("width").asInt());
    assertEquals("png", own.path("options").path("format").asText());
  }

  @Test
  void callsTheStoresTwentyTimesAtMostForAHundred() {
    try (CountedCalls counted = new CountedCalls(cloud)) {
      TestApi watched = new TestApi(cloud, counted.clients(), Map.of());
      counted.taken();
      assertEquals(202, watched.post(PATH, batch(100).toString()).status());
      Map<String, Long> calls = counted.taken();
      long sent = calls.getOrDefault("SendMessageBatch", 0L);
      assertEquals(10, sent, calls.toString());
      long all = calls.values().stream().mapToLong(Long::longValue).sum();
      assertTrue(all - sent <= 10, calls.toString());
    }
  }

  @Test
  void ordersEveryCaptureOnceAndMarksItOrdered() {
    List<String> ids = texts(post(batch(25)).body().path("captures"), "id");
    for (String id : ids) {
      assertEquals(1, api.captures.orders(Id.of(id)), id);
    }
  }

  @Test
  void namesEachFaultByItsPlace() {
    ObjectNode asked = batch(3);
    asked.putObject("defaults").put("width", 0).put("colour", "red").put("quality", 80);
    ((ObjectNode) asked.path("captures").path(1)).put("width", 640).put("delay", -1);
    ((ObjectNode) asked.path("captures").path(2)).put("html", "<p>");
    asked.put("webhook_url", "nowhere");
    asked.put("callback", "x");
    assertEquals(
        Set.of(
            "defaults.width",
            "defaults.colour",
            "defaults.quality",
            "captures[1].delay",
            "captures[2].html",
            "webhook_url",
            "callback"),
        faults(post(asked)).stream()
            .map(field -> field.startsWith("captures[2]") ? "captures[2].html" : field)
            .collect(Collectors.toSet()));
  }

  @Test
  void refusesWhatIsNoBatch() {
    assertEquals(Set.of("captures"), faults(api.post(PATH, "{}")));
    assertEquals(Set.of("captures"), faults(post(batch(0))));
    assertEquals(Set.of("captures"), faults(post(batch(101))));
    assertEquals(
        Set.of("captures[0]"), faults(api.post(PATH, "{\"captures\":[\"https://a.example\"]}")));
    assertEquals(Set.of("captures"), faults(api.post(PATH, "{\"captures\":{}}")));
    ObjectNode noObject = batch(1);
    noObject.put("defaults", "x");
    assertEquals(Set.of("defaults"), faults(post(noObject)));
    assertEquals(Set.of(""), faults(api.post(PATH, "[]")));
  }

  @Test
  void takesAllOrNone() {
    api.keys().limit(api.key.publicId(), new KeyLimits(null, 5L));
    assertEquals(202, post(batch(3)).status());
    assertEquals("quota_exceeded", post(batch(3)).code());
    assertEquals(202, post(batch(2)).status());
  }

  @Test
  void keepsDocumentsOfManyCaptures() {
    ObjectNode asked = Json.mapper().createObjectNode();
    ArrayNode list = asked.putArray("captures");
    IntStream.range(0, 30).forEach(i -> list.addObject().put("html", "<p>" + i));
    List<String> ids = texts(post(asked).body().path("captures"), "id");
    for (int i = 0; i < ids.size(); i++) {
      String key = "sources/" + ids.get(i) + ".html";
      String bucket = cloud.bucketName("ArtifactsBucket");
      assertEquals(
          "<p>" + i,
          cloud.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String());
    }
  }

  @Test
  void isHeldBackByLimitsAndNotByFailureWhenAHundredComeAtOnce() throws Exception {
    int limit = 120;
    AwsClients clients = RecordedCalls.of(cloud, "SubmitFunction");
    TestApi narrow = new TestApi(cloud, clients, Map.of("CAPTURES_IN_FLIGHT", "" + limit));
    String body = batch(10).toString();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<TestApi.Answered> one = () -> narrow.post(PATH, body);
      List<Future<TestApi.Answered>> answers =
          threads.invokeAll(IntStream.range(0, 100).mapToObj(i -> one).toList());
      int taken = 0;
      for (Future<TestApi.Answered> answer : answers) {
        if (answer.get().status() == 202) {
          taken++;
        } else {
          assertEquals("rate_limited", answer.get().code());
          assertTrue(Integer.parseInt(answer.get().header("retry-after")) > 0);
        }
      }
      // The index is read before it is written: each thread may be one batch ahead of it.
      assertTrue(taken >= limit / 10 && taken <= limit / 10 + 8, taken + " taken");
    }
  }

  @Test
  void isOneBatchHoweverOftenItIsSentWithOneKey() {
    String body = batch(12).toString();
    api.keys().limit(api.key.publicId(), new KeyLimits(null, 12L));
    ObjectNode event =
        TestApi.header(api.authorized(api.posting(PATH, body)), "idempotency-key", "deploy-4711");
    TestApi.Answered first = api.call(event);
    assertEquals(202, first.status(), first.body().toString());
    TestApi.Answered second = api.call(event);
    assertEquals(first.body(), second.body());
    assertEquals(first.header("location"), second.header("location"));
  }

  @Test
  void countsWhatBecameOfItsCaptures() {
    TestApi.Answered answered = post(batch(4));
    List<String> ids = texts(answered.body().path("captures"), "id");
    Capture canceled =
        api.captures.find(Id.of(ids.getFirst())).orElseThrow().canceled(api.clock.instant());
    api.settle(canceled);
    JsonNode counts = api.get(answered.header("location")).body().path("counts");
    assertEquals(1, counts.path("canceled").asInt());
    assertEquals(3, counts.path("queued").asInt());
    assertEquals(0, counts.path("deleted").asInt());
  }
}
