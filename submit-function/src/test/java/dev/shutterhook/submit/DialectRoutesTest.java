package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Real: the handler, tables, queues and bucket of template.yaml. Doubles: nobody renders. */
@ExtendWith(CloudExtension.class)
class DialectRoutesTest {
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, -1};
  private static final int MIB = 1024 * 1024;

  private final LocalCloud cloud;
  private final TestApi api;
  private final CaptureFixture fixture;

  DialectRoutesTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    fixture = aCapture().of(api.account).createdAt(api.clock.instant());
  }

  private Id queued() {
    Capture queued = fixture.queued();
    api.captures.create(List.of(queued), api.clock.instant().plus(Duration.ofDays(1)));
    return queued.id();
  }

  private Capture completed(long sizeBytes) {
    return settled(CaptureFixture.sized(fixture.completed(), sizeBytes));
  }

  private Capture settled(Capture completed) {
    queued();
    api.settle(completed);
    return completed;
  }

  private void put(Artifact artifact) {
    String bucket = cloud.bucketName("ArtifactsBucket");
    cloud
        .s3()
        .putObject(put -> put.bucket(bucket).key(artifact.key()), RequestBody.fromBytes(PICTURE));
  }

  private APIGatewayV2HTTPResponse fetched(String path) {
    return api.respond(api.authorized(api.getting(path, Map.of())));
  }

  static Stream<Arguments> asked() {
    return Stream.of(
        Arguments.of(Dialects.SCREENSHOT_API, "/v1/screenshot/async", "", "id"),
        Arguments.of(Dialects.SCREENSHOTLY, "/screenshot", ",\"async\":true", "jobId"),
        Arguments.of(
            Dialects.TOOL_CENTER,
            "/v1/screenshot",
            ",\"webhookUrl\":\"https://a.example\"",
            "jobId"),
        Arguments.of(Dialects.SCREENSHOT_RUN, "/api/v1/screenshots", "", "id"),
        Arguments.of(Dialects.PX_SHOT, "/v1/capture", "", "job_id"));
  }

  @ParameterizedTest
  @MethodSource("asked")
  void takesACaptureThatRemembersItsDialect(
      Dialect dialect, String path, String more, String idField) {
    TestApi.Answered answered = api.post(path, "{\"url\":\"https://example.com/\"" + more + "}");
    assertEquals(202, answered.status(), answered.body()::toString);
    String id = answered.body().path(idField).asText();
    Capture capture = api.captures.find(dialect.parse(id).orElseThrow()).orElseThrow();
    assertEquals(dialect.name(), capture.origin().dialect());
    assertEquals(dialect.place(capture.id()), answered.header("location"));
    TestApi.Answered polled = api.get(dialect.place(capture.id()));
    assertEquals(200, polled.status());
    assertEquals(id, polled.body().path(idField).asText());
    assertEquals("queued", api.get("/v1/captures/" + capture.id()).body().path("status").asText());
  }

  @ParameterizedTest
  @MethodSource("asked")
  void wordsProblemsAsItsClientsReadThem(
      Dialect dialect, String path, String more, String idField) {
    String place = dialect.place(fixture.queued().id());
    ObjectNode nobody = api.posting(path, "{}");
    assertShape(dialect, 401, "unauthorized", api.call(nobody));
    assertShape(dialect, 404, "not_found", api.get(place));
    assertShape(dialect, 405, "method_not_allowed", api.post(place, "{}"));
    assertShape(dialect, 400, "invalid_request", api.post(path, "[]"));
    TestApi.Answered refused = api.post(path, "{\"url\":\"https://a.example\",\"colour\":1}");
    assertShape(dialect, 400, "invalid_request", refused);
    assertEquals("colour", refused.body().path("errors").path(0).path("field").asText());
  }

  private static void assertShape(
      Dialect dialect, int status, String code, TestApi.Answered answered) {
    assertEquals(status, answered.status(), answered.body()::toString);
    assertEquals("application/json", answered.header("content-type"));
    JsonNode body = answered.body();
    assertFalse(body.has("type") || body.has("instance"), body::toString);
    JsonNode error = body.path("error");
    String told =
        switch (dialect.name()) {
          case "screenshotrun" -> error.path("code").asText().toLowerCase(Locale.ROOT);
          case "screenshotly" -> body.path("errorCode").asText();
          case "pxshot" -> body.path("error_code").asText();
          default -> body.path("code").asText();
        };
    assertEquals(code, told, body::toString);
    assertFalse((error.isTextual() ? error : error.path("message")).asText().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("asked")
  void describesAnyCaptureOfTheAccount(Dialect dialect, String path, String more, String idField) {
    Capture completed = completed(PICTURE.length);
    TestApi.Answered answered = api.get(dialect.place(completed.id()));
    assertEquals(dialect.spell(completed.id()), answered.body().path(idField).asText());
    assertEquals("completed", answered.body().path("status").asText());
  }

  static List<Dialect> fetching() {
    return List.of(Dialects.SCREENSHOT_API, Dialects.SCREENSHOT_RUN);
  }

  private static String picture(Dialect dialect, Id id) {
    return dialect.place(id) + (dialect == Dialects.SCREENSHOT_API ? "/download" : "/image");
  }

  @ParameterizedTest
  @MethodSource("fetching")
  void answersWithTheBytesOfAPicture(Dialect dialect) {
    Capture completed = completed(PICTURE.length);
    put(completed.artifacts().getFirst());
    APIGatewayV2HTTPResponse response = fetched(picture(dialect, completed.id()));
    assertEquals(200, response.getStatusCode());
    assertTrue(response.getIsBase64Encoded());
    assertEquals("image/png", response.getHeaders().get("content-type"));
    assertEquals("nosniff", response.getHeaders().get("x-content-type-options"));
    assertArrayEquals(PICTURE, Base64.getDecoder().decode(response.getBody()));
  }

  /** A stranger's markup must not run under the API's own name. */
  @ParameterizedTest
  @MethodSource("fetching")
  void hasBrowsersSaveMarkupInsteadOfOpeningIt(Dialect dialect) {
    String sha256 = CaptureFixture.SHA256;
    Id id = fixture.queued().id();
    Artifact page =
        new Artifact(
            Format.HTML,
            Artifact.keyOf(id, sha256, Format.HTML),
            PICTURE.length,
            null,
            null,
            sha256);
    put(page);
    settled(CaptureFixture.with(fixture.completed(), page));
    Map<String, String> headers = fetched(picture(dialect, id)).getHeaders();
    assertEquals("text/html; charset=utf-8", headers.get("content-type"));
    assertEquals("attachment", headers.get("content-disposition"));
  }

  @ParameterizedTest
  @MethodSource("fetching")
  void leadsToAPictureThatNoAnswerHolds(Dialect dialect) {
    Capture completed = completed(4L * MIB + 1);
    TestApi.Answered answered = api.get(picture(dialect, completed.id()));
    assertEquals(302, answered.status());
    String key = completed.artifacts().getFirst().key();
    assertTrue(answered.header("location").contains(key), answered.header("location"));
  }

  @ParameterizedTest
  @MethodSource("fetching")
  void saysWhyThereAreNoBytes(Dialect dialect) {
    Id id = queued();
    TestApi.Answered early = api.get(picture(dialect, id));
    assertEquals(409, early.status());
    assertEquals("2", early.header("retry-after"));
    api.settle(fixture.failed());
    TestApi.Answered failed = api.get(picture(dialect, id));
    assertEquals(409, failed.status());
    assertTrue(failed.body().toString().contains("could not be resolved"));
  }

  @ParameterizedTest
  @MethodSource("fetching")
  void saysThatAPictureIsNoLongerStored(Dialect dialect) {
    assertEquals(404, api.get(picture(dialect, completed(PICTURE.length).id())).status());
  }

  static Stream<Arguments> waiting() {
    return Stream.of(
        Arguments.of(Dialects.SCREENSHOTLY, "/screenshot"),
        Arguments.of(Dialects.TOOL_CENTER, "/v1/screenshot"));
  }

  @ParameterizedTest
  @MethodSource("waiting")
  void namesTheJobThatWasNotDoneInTime(Dialect dialect, String path) {
    ObjectNode event = api.authorized(api.posting(path, "{\"url\":\"https://example.com/\"}"));
    TestApi.Answered answered = api.call(event, Duration.ofMillis(4_200));
    assertEquals(504, answered.status(), answered.body()::toString);
    Id id = dialect.parse(answered.body().path("jobId").asText()).orElseThrow();
    assertEquals(dialect.place(id), answered.header("location"));
    assertTrue(answered.body().path("error").asText().contains(dialect.place(id)));
    assertEquals(200, api.get(dialect.place(id)).status());
  }

  @ParameterizedTest
  @MethodSource("waiting")
  void tellsAClientThatWaitsWhyThereIsNoPicture(Dialect dialect, String path) throws Exception {
    String mark = UUID.randomUUID().toString();
    String body = "{\"url\":\"https://example.com/%s\"}".formatted(mark);
    FutureTask<TestApi.Answered> waits = new FutureTask<>(() -> api.post(path, body));
    Thread.ofPlatform().daemon().start(waits);
    Id id = Inbox.order(new Inbox(cloud, "RenderQueue").about(mark)).capture();
    Capture capture = api.captures.find(id).orElseThrow();
    api.settle(capture.canceled(api.clock.instant()));
    TestApi.Answered answered = waits.get();
    assertEquals(422, answered.status());
    assertEquals("The capture was canceled.", answered.body().path("error").asText());
    assertEquals(dialect.spell(capture.id()), answered.body().path("jobId").asText());
  }

  @Test
  void wordsAPathThatNobodyKnowsAsOurOwnProblem() {
    TestApi.Answered answered = api.get("/v2/screenshot");
    assertEquals("application/problem+json", answered.header("content-type"));
  }
}
