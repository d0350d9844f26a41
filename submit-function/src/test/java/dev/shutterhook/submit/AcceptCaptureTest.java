package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static dev.shutterhook.core.fixture.RequestFixture.anHtmlRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Real: the handler, events as recorded, and table, bucket and queue of template.yaml. */
@ExtendWith(CloudExtension.class)
class AcceptCaptureTest {
  private final LocalCloud cloud;
  private final TestApi api;
  private final Inbox orders;

  AcceptCaptureTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    orders = new Inbox(cloud, "RenderQueue");
  }

  private Capture stored(TestApi.Answered answered) {
    return api.captures.find(Id.of(answered.body().path("id").asText())).orElseThrow();
  }

  @Test
  void acceptsTheRecordedRequestAndSaysWhereTheCaptureIs() {
    ObjectNode event = api.authorized(Events.recorded("submit-capture.json"));
    TestApi.Answered answered = api.call(event);
    assertEquals(202, answered.status(), answered.body().toString());
    String id = answered.body().path("id").asText();
    assertEquals("/v1/captures/" + id, answered.header("location"));
    assertEquals("queued", answered.body().path("status").asText());
    assertEquals("https://example.com/pricing", answered.body().path("url").asText());
    assertEquals("{\"order\":\"4711\"}", answered.body().path("metadata").toString());
    assertEquals(90, answered.body().path("options").path("quality").asInt());
    assertEquals("application/json", answered.header("content-type"));
    assertEquals("no-store", answered.header("cache-control"));
    assertTrue(answered.header("x-request-id").startsWith("req_"));
    assertEquals(id, api.lines.of("capture.accepted").getFirst().path("capture").asText());
  }

  /** An order that crashes its renderers lies in the dead letters as it was sent. */
  @Test
  void sealsAsWhomAPageIsVisitedInTableAndOrder() {
    RequestFixture request =
        aRequest()
            .with("headers", Map.of("X-Token", "marked-header"))
            .with("cookies", List.of(Map.of("name", "session", "value", "marked-cookie")))
            .with("basic_auth", Map.of("username", "user", "password", "marked-password"));
    TestApi.Answered answered = api.post(request.json());
    Capture capture = stored(answered);
    Message message = orders.about(capture.id().toString());
    assertFalse(message.body().contains("marked"));
    assertFalse(answered.body().toString().contains("marked"));
    assertFalse(capture.toString().contains("marked"));
    SealingKey key =
        SealingKey.parse(cloud.environment("RenderFunction").getOrDefault("SEALING_KEY", ""));
    assertEquals(
        request.accepted().options().identity(), Inbox.order(message).opened(key).identity());
  }

  @Test
  void ordersExactlyWhatWasAskedAndKeepsTenantsApart() {
    RequestFixture request = aRequest().with("format", "jpeg").with("delay", 1.5);
    Capture capture = stored(api.post(request.json()));
    Message message = orders.about(capture.id().toString());
    RenderOrder order = Inbox.order(message);
    assertEquals(request.accepted().options(), order.options());
    assertEquals(capture.token(), order.token());
    assertEquals(capture.createdAt(), order.submittedAt());
    assertEquals(
        api.account, message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    assertEquals(1, api.captures.orders(capture.id()));
  }

  @ParameterizedTest
  @CsvSource({"1000", "524288"})
  void keepsHtmlInTheBucketAndOrdersItInFull(int bytes) {
    String html = "<p>é\"\\".repeat(bytes).substring(0, bytes / 2);
    TestApi.Answered answered = api.post(anHtmlRequest(html).json());
    Capture capture = stored(answered);
    Source.StoredDocument kept =
        assertInstanceOf(Source.StoredDocument.class, capture.options().source());
    assertEquals("sources/" + capture.id() + ".html", kept.key());
    RenderOrder order = Inbox.order(orders.about(capture.id().toString()));
    assertEquals(new Source.Document(html), order.options().source());
  }

  @Test
  void refusesHtmlOverItsBound() {
    TestApi.Answered answered =
        api.post(anHtmlRequest("x".repeat(Source.MAX_HTML_BYTES + 1)).json());
    assertEquals(400, answered.status());
    assertEquals("html", answered.body().path("errors").path(0).path("field").asText());
  }

  @Test
  void namesEveryFaultAndStoresNothing() {
    List<Integer> before = stock();
    TestApi.Answered answered =
        api.post(anHtmlRequest("<p>kept nowhere").with("format", "bmp").with("widht", 1).json());
    assertEquals(400, answered.status());
    assertEquals("application/problem+json", answered.header("content-type"));
    assertEquals("invalid_request", answered.code());
    assertEquals(
        List.of("format", "widht"), answered.body().path("errors").findValuesAsText("field"));
    assertEquals(answered.header("x-request-id"), answered.body().path("instance").asText());
    assertEquals(400, answered.body().path("status").asInt());
    assertEquals("urn:shutterhook:problem:invalid_request", answered.body().path("type").asText());
    assertEquals(2, api.lines.of("request.refused").getFirst().path("faults").asInt());
    assertEquals(before, stock());
  }

  private List<Integer> stock() {
    String bucket = cloud.bucketName("ArtifactsBucket");
    return List.of(
        cloud.dynamoDb().scan(s -> s.tableName(cloud.tableName("CapturesTable"))).count(),
        cloud.s3().listObjectsV2(list -> list.bucket(bucket)).contents().size(),
        Integer.parseInt(
            cloud
                .sqs()
                .getQueueAttributes(
                    get ->
                        get.queueUrl(cloud.queueUrl("RenderQueue"))
                            .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)));
  }

  @Test
  void takesABodyThatTheGatewayEncoded() {
    byte[] body = aRequest().json().getBytes(StandardCharsets.UTF_8);
    ObjectNode event = api.authorized(Events.recorded("submit-capture.json"));
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
    ((ObjectNode) event.path("headers")).remove("content-type");
    assertEquals(202, api.call(event).status());
  }

  @Test
  void refusesBytesThatAreNoText() {
    ObjectNode event = api.authorized(Events.recorded("submit-capture.json"));
    event.put("body", Base64.getEncoder().encodeToString(new byte[] {'"', (byte) 0xff, '"'}));
    event.put("isBase64Encoded", true);
    TestApi.Answered answered = api.call(event);
    assertEquals(400, answered.status());
    assertEquals(
        "is not valid UTF-8", answered.body().path("errors").path(0).path("message").asText());
  }

  @Test
  void refusesAMissingBody() {
    ObjectNode event = api.authorized(Events.recorded("submit-capture.json"));
    event.remove("body");
    assertEquals("invalid_request", api.call(event).code());
  }

  @Test
  void refusesABodyOverOneMebibyte() {
    TestApi.Answered answered = api.post(" ".repeat(1024 * 1024) + "{}");
    assertEquals(413, answered.status());
    assertEquals("payload_too_large", answered.code());
  }

  @ParameterizedTest
  @CsvSource({
    "application/json; charset=utf-8,202",
    "Application/JSON,202",
    "application/vnd.api+json,202",
    "application/x-www-form-urlencoded,415",
    "text/plain,415",
    "multipart/form-data; boundary=x,415"
  })
  void takesJsonByWhateverNameAndNothingElse(String contentType, int status) {
    ObjectNode event = api.authorized(Events.recorded("submit-capture.json"));
    assertEquals(status, api.call(TestApi.header(event, "content-type", contentType)).status());
  }

  @Test
  void acceptsACaptureWhoseOrderCannotBeSentNow() {
    TestApi broken =
        new TestApi(
            cloud,
            RecordedCalls.of(cloud, "SubmitFunction"),
            Map.of("RENDER_QUEUE_URL", cloud.queueUrl("RenderQueue") + "-gone"));
    TestApi.Answered answered = broken.post(aRequest().json());
    assertEquals(202, answered.status());
    Capture capture = stored(answered);
    assertEquals(CaptureStatus.QUEUED, capture.status());
    assertEquals(0, broken.captures.orders(capture.id()));
    assertEquals(1, broken.lines.of("capture.order_delayed").size());
    broken.clock.forward(Duration.ofSeconds(61));
    assertTrue(broken.captures.overdue(broken.clock.instant(), 1_000).contains(capture.id()));
  }

  @Test
  void logsNeitherKeyNorTokenNorWhatTheClientSent() {
    Capture capture =
        stored(api.post(aRequest().with("metadata", Map.of("card", "4111-1111")).json()));
    api.post(Json.write(Map.of("card", "4111-1111")));
    String log = api.lines.text();
    assertFalse(log.contains(api.key.text()));
    assertFalse(log.contains(capture.token()));
    assertFalse(log.contains("4111"));
    assertFalse(log.contains("example.com"));
  }
}
