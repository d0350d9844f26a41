package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Real: the handler, table and bucket of template.yaml, and a client that follows the links. */
@ExtendWith(CloudExtension.class)
class ShowCaptureTest {
  private final LocalCloud cloud;
  private final TestApi api;
  private final CaptureFixture fixture;
  private final String path;

  ShowCaptureTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    fixture = aCapture().of(api.account).createdAt(api.clock.instant());
    path = "/v1/captures/" + fixture.queued().id();
  }

  @BeforeEach
  void capture() {
    api.captures.create(List.of(fixture.queued()), api.clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void answersAtOnceWhereNobodyWaits() {
    TestApi.Answered answered = api.get(path);
    assertEquals(200, answered.status());
    assertEquals("queued", answered.body().path("status").asText());
  }

  @Test
  void readsTheRecordedRequest() {
    ObjectNode event = api.authorized(Events.recorded("get-capture.json"));
    assertEquals("not_found", api.call(event).code());
  }

  @Test
  void holdsTheAnswerUntilTheCaptureEnds() throws Exception {
    FutureTask<TestApi.Answered> waiting =
        new FutureTask<>(() -> api.get(path, Map.of("wait", "20")));
    Thread thread = Thread.ofPlatform().daemon().start(waiting);
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    api.settle(fixture.completed());
    assertEquals("completed", waiting.get().body().path("status").asText());
  }

  @Test
  void answersAtOnceForACaptureThatHasEnded() {
    api.settle(fixture.failed());
    long start = System.nanoTime();
    TestApi.Answered answered = api.get(path, Map.of("wait", "25"));
    assertEquals("dns_failed", answered.body().path("error").path("code").asText());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(5)) < 0);
  }

  @Test
  void answersBeforeTheFunctionsTimeIsUp() {
    ObjectNode event = api.authorized(api.getting(path, Map.of("wait", "25")));
    long start = System.nanoTime();
    TestApi.Answered answered = api.call(event, Duration.ofMillis(2_500));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertEquals("queued", answered.body().path("status").asText());
    assertTrue(took.compareTo(Duration.ofMillis(400)) > 0, "it waited: " + took);
    assertTrue(took.compareTo(Duration.ofMillis(2_500)) < 0, "it was in time: " + took);
  }

  @ParameterizedTest
  @ValueSource(strings = {"26", "-1", "1.5", "soon", "", "100", "1s"})
  void refusesAWaitThatItCannotKeep(String wait) {
    TestApi.Answered answered = api.get(path, Map.of("wait", wait));
    assertEquals(400, answered.status());
    assertEquals("wait", answered.body().path("errors").path(0).path("field").asText());
  }

  @Test
  void leadsToThePicture() throws Exception {
    Capture completed = fixture.completed();
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    cloud
        .s3()
        .putObject(
            put ->
                put.bucket(cloud.bucketName("ArtifactsBucket"))
                    .key(completed.artifacts().getFirst().key()),
            RequestBody.fromBytes(picture));
    api.settle(completed);
    TestApi.Answered answered = api.get(path + "/image");
    assertEquals(302, answered.status());
    assertEquals("no-store", answered.header("cache-control"));
    assertEquals(answered.header("location"), answered.body().path("url").asText());
    HttpRequest request = HttpRequest.newBuilder(URI.create(answered.header("location"))).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> fetched = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(200, fetched.statusCode());
      assertArrayEquals(picture, fetched.body());
      assertEquals("image/png", fetched.headers().firstValue("content-type").orElse(""));
    }
  }

  @Test
  void leadsOnlyToFormatsThatThereAre() {
    api.settle(fixture.completed());
    assertEquals(302, api.get(path + "/image", Map.of("format", "png")).status());
    assertEquals(404, api.get(path + "/image", Map.of("format", "pdf")).status());
    assertEquals(404, api.get(path + "/image", Map.of("format", "gif")).status());
  }

  @Test
  void saysThatAPictureIsNotThereYet() {
    TestApi.Answered answered = api.get(path + "/image");
    assertEquals(409, answered.status());
    assertEquals("conflict", answered.code());
    assertEquals("2", answered.header("retry-after"));
  }

  @Test
  void saysThatThereWillBeNoPicture() {
    api.settle(fixture.failed());
    TestApi.Answered answered = api.get(path + "/image");
    assertEquals(409, answered.status());
    assertTrue(answered.body().path("detail").asText().contains("dns_failed"));
    assertEquals("", answered.header("retry-after"));
  }
}
