package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static dev.shutterhook.core.fixture.RequestFixture.anHtmlRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code cache_ttl}. Real: handler, tables, bucket, queues. Double: the renderer. */
@ExtendWith(CloudExtension.class)
class CacheTest {
  private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);
  private static final int HOUR = 3_600;

  private final LocalCloud cloud;
  private final TestApi api;
  private final Settler settler;

  CacheTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    settler = new Settler(cloud, api.clock);
  }

  private static RequestFixture cached() {
    return aRequest().with("cache_ttl", HOUR);
  }

  private static RequestFixture visiting(String cookie) {
    return cached().with("cookies", List.of(Map.of("name", "session", "value", cookie)));
  }

  private JsonNode submitted(RequestFixture request) {
    TestApi.Answered answered = api.post(request.json());
    assertEquals(202, answered.status(), answered.body().toString());
    return answered.body();
  }

  private static Id id(JsonNode capture) {
    return Id.of(capture.path("id").asText());
  }

  private static boolean hit(JsonNode capture) {
    boolean cached = capture.path("cached").asBoolean();
    assertEquals(cached ? "completed" : "queued", capture.path("status").asText());
    return cached;
  }

  private boolean answersAtOnce(RequestFixture request) {
    return hit(submitted(request));
  }

  private Capture rendered(RequestFixture request) {
    JsonNode first = submitted(request);
    assertFalse(hit(first));
    return settler.complete(id(first), PICTURE);
  }

  private byte[] picture(Id capture) {
    Capture shown = api.captures.find(capture).orElseThrow();
    String key = shown.artifacts().getFirst().key();
    assertTrue(key.contains(capture.toString()), key);
    return cloud
        .s3()
        .getObjectAsBytes(get -> get.bucket(cloud.bucketName("ArtifactsBucket")).key(key))
        .asByteArray();
  }

  @Test
  void answersAnEqualRequestByTheEarlierCapture() {
    Capture first = rendered(cached());
    api.clock.forward(Duration.ofMinutes(59));
    JsonNode second = submitted(cached());
    assertTrue(hit(second));
    assertNotEquals(first.id(), id(second));
    assertEquals(HOUR, second.path("options").path("cache_ttl").asInt());
    assertEquals("Example Domain", second.path("page").path("title").asText());
    assertTrue(second.path("verdict").path("complete").asBoolean());
    assertEquals(0, second.path("timings").path("total_ms").asInt(-1));
    assertEquals(second.path("created_at"), second.path("completed_at"));
    assertEquals(
        first.artifacts().getFirst().sha256(),
        second.path("artifacts").path(0).path("sha256").asText());
    assertEquals(
        new String(PICTURE, StandardCharsets.UTF_8),
        new String(picture(id(second)), StandardCharsets.UTF_8));
    JsonNode shown = api.get("/v1/captures/" + id(second)).body();
    assertTrue(hit(shown));
    assertEquals(second.path("page"), shown.path("page"));
    assertEquals(0, new Inbox(cloud, "RenderQueue").allAbout(id(second).toString()).size());
    assertEquals(0, api.captures.inFlight(api.account, 10));
    assertEquals(2, api.get("/v1/captures").body().path("captures").size());
  }

  @Test
  void takesWhatIsToldAndEchoedFromTheRequestItself() {
    rendered(cached().withCallback().with("metadata", Map.of("order", 1)));
    JsonNode second =
        submitted(
            cached()
                .with("cache_ttl", 60)
                .with("metadata", Map.of("order", 2))
                .with("webhook_url", "https://other.example.com/"));
    assertTrue(hit(second));
    assertEquals(2, second.path("metadata").path("order").asInt());
    List<Id> told = api.captures.find(id(second)).orElseThrow().told();
    assertEquals(1, told.size());
    DeliveryStore deliveries =
        new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
    Delivery delivery = deliveries.find(told.getFirst()).orElseThrow();
    assertEquals("https://other.example.com/", delivery.url().toString());
    JsonNode body = Json.tree(delivery.body());
    assertEquals("capture.completed", body.path("type").asText());
    assertTrue(hit(body.path("data")));
    assertEquals(1, second.path("deliveries").path("pending").asInt());
    new Inbox(cloud, "DeliverQueue").about(delivery.id().toString());
  }

  static Stream<RequestFixture> others() {
    return Stream.of(
        cached().with("width", 1_281),
        cached().with("url", "https://example.com/?"),
        cached().with("format", List.of("png", "pdf")),
        cached().with("css", "p{}"),
        visiting("mallory"),
        visiting("alice").with("headers", Map.of("X-Token", "1")),
        visiting("alice").with("basic_auth", Map.of("username", "a", "password", "b")),
        anHtmlRequest("<p>").with("cache_ttl", HOUR));
  }

  @ParameterizedTest
  @MethodSource("others")
  void rendersWhatDiffersInAnything(RequestFixture other) {
    rendered(cached());
    rendered(visiting("alice"));
    assertFalse(answersAtOnce(other));
    assertTrue(answersAtOnce(visiting("alice")));
  }

  @Test
  void knowsADocumentByItsText() {
    rendered(anHtmlRequest("<p>one").with("cache_ttl", HOUR));
    assertFalse(answersAtOnce(anHtmlRequest("<p>two").with("cache_ttl", HOUR)));
    assertTrue(answersAtOnce(anHtmlRequest("<p>one").with("cache_ttl", HOUR)));
  }

  @Test
  void makesNothingOfTheOrderOfHeaderFields() {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("X-A", "1");
    one.put("X-B", "2");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("X-B", "2");
    other.put("X-A", "1");
    rendered(cached().with("headers", one));
    assertTrue(answersAtOnce(cached().with("headers", other)));
  }

  @Test
  void answersNobodyElse() {
    rendered(cached());
    ObjectNode event = Events.recorded("submit-capture.json").put("body", cached().json());
    String stranger = api.keyOf(api.account + "-other").text();
    assertFalse(hit(api.call(TestApi.header(event, "authorization", "Bearer " + stranger)).body()));
  }

  @Test
  void rendersAgainWhatIsTooOldForTheRequest() {
    rendered(cached());
    api.clock.forward(Duration.ofSeconds(60));
    assertFalse(answersAtOnce(cached().with("cache_ttl", 60)));
    assertTrue(answersAtOnce(cached().with("cache_ttl", 61)));
    api.clock.forward(Duration.ofHours(1));
    assertFalse(answersAtOnce(cached()));
  }

  @Test
  void asksForNoCacheWhereTheRequestDoesNot() {
    rendered(cached());
    assertFalse(answersAtOnce(aRequest()));
    assertFalse(answersAtOnce(cached().with("cache_ttl", 0)));
    Id uncached = id(submitted(aRequest().with("width", 700)));
    settler.complete(uncached, PICTURE);
    assertFalse(answersAtOnce(cached().with("width", 700)), "it was not to be remembered");
  }

  @Test
  void rendersAgainWhereTheEarlierOneWasDeleted() {
    Capture first = rendered(cached());
    assertEquals(204, api.delete("/v1/captures/" + first.id()).status());
    assertFalse(answersAtOnce(cached()));
  }

  @Test
  void rendersAgainWhereItsFilesAreGone() {
    Capture first = rendered(cached());
    String key = first.artifacts().getFirst().key();
    cloud.s3().deleteObject(delete -> delete.bucket(cloud.bucketName("ArtifactsBucket")).key(key));
    assertFalse(answersAtOnce(cached()));
  }

  @Test
  void harmsNoOtherByDeletingOneOfTheTwo() {
    Capture first = rendered(cached());
    Id second = id(submitted(cached()));
    assertEquals(204, api.delete("/v1/captures/" + first.id()).status());
    assertEquals(PICTURE.length, picture(second).length);
  }

  @Test
  void takesNothingFromTheQuota() {
    api.keys().limit(api.key.publicId(), new KeyLimits(null, 1L));
    rendered(cached());
    assertTrue(answersAtOnce(cached()));
    assertEquals(1, api.get("/v1/usage").body().path("captures").asInt());
    assertEquals("quota_exceeded", api.post(aRequest().json()).code());
  }

  @Test
  void mixesWithOthersInABatch() {
    rendered(cached());
    JsonNode batch =
        api.post(
                "/v1/batches", "{\"captures\":[" + aRequest().json() + "," + cached().json() + "]}")
            .body();
    JsonNode captures = batch.path("captures");
    assertEquals("queued", captures.path(0).path("status").asText(), batch.toString());
    assertEquals("completed", captures.path(1).path("status").asText());
    settler.complete(id(captures.path(0)), PICTURE);
    JsonNode after = api.get("/v1/batches/" + batch.path("id").asText()).body();
    assertEquals("completed", after.path("status").asText(), after.toString());
  }

  @Test
  void answersARepeatedRequestByItsFirstAnswer() {
    ObjectNode event = Events.recorded("submit-capture.json").put("body", cached().json());
    TestApi.header(api.authorized(event), "idempotency-key", "k");
    JsonNode first = api.call(event).body();
    settler.complete(id(first), PICTURE);
    assertEquals(first, api.call(event).body());
    assertTrue(answersAtOnce(cached()));
  }

  @ParameterizedTest
  @MethodSource("ages")
  void refusesAnAgeThatIsNone(Object age) {
    TestApi.Answered answered = api.post(aRequest().with("cache_ttl", age).json());
    assertEquals(400, answered.status());
    assertEquals("cache_ttl", answered.body().path("errors").path(0).path("field").asText());
  }

  static Stream<Object> ages() {
    return Stream.of(-1, 2_592_001, 0.5, "1h");
  }
}
