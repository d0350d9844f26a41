package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LargestRequest;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Idempotency-Key} on {@code POST /v1/captures}. Real: handler, tables, bucket, queue. */
@ExtendWith(CloudExtension.class)
class IdempotentSubmitTest {
  private static final int CLIENTS = 100;

  private final LocalCloud cloud;
  private final TestApi api;

  IdempotentSubmitTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    api.keys().limit(api.key.publicId(), new KeyLimits(KeyLimits.MAX_REQUESTS_PER_SECOND, 1_000L));
  }

  private ObjectNode event(String body) {
    ObjectNode event = Events.recorded("submit-capture.json").put("body", body);
    return api.authorized(TestApi.header(event, "idempotency-key", "order-4711"));
  }

  private TestApi.Answered submit(String body) {
    return api.call(event(body));
  }

  private long used() {
    return new MonthlyQuota(cloud.dynamoDb(), cloud.tableName("AccountsTable"))
        .used(api.key.publicId(), api.clock.instant());
  }

  @Test
  void makesOneCaptureOfAHundredParallelRequests() throws Exception {
    String body = aRequest().json();
    Callable<TestApi.Answered> call = () -> submit(body);
    List<Future<TestApi.Answered>> answers;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      answers = clients.invokeAll(Stream.generate(() -> call).limit(CLIENTS).toList());
    }
    JsonNode first = answers.getFirst().get().body();
    for (Future<TestApi.Answered> answer : answers) {
      assertEquals(202, answer.get().status(), answer.get().body().toString());
      assertEquals(Json.write(first), Json.write(answer.get().body()));
    }
    String id = first.path("id").asText();
    assertEquals(1, new Inbox(cloud, "RenderQueue").allAbout(id).size());
    assertEquals(1, used());
    assertEquals(1, api.captures.inFlight(api.account, CLIENTS));
  }

  @Test
  void answersTheSameWhateverBecameOfTheCapture() {
    String body = aRequest().with("metadata", Map.of("n", 1.5e30)).json();
    TestApi.Answered first = submit(body);
    Id id = Id.of(first.body().path("id").asText());
    Capture queued = api.captures.find(id).orElseThrow();
    api.captures.started(id, queued.token(), api.clock.instant());
    TestApi.Answered second = submit(body);
    assertEquals(Json.write(first.body()), Json.write(second.body()));
    assertEquals(first.header("location"), second.header("location"));
    assertEquals("rendering", api.get("/v1/captures/" + id).body().path("status").asText());
  }

  /** A document of its own is not echoed, and would only make the request too long. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheLargestAnswer(boolean document) {
    String body = largest(document).json();
    TestApi.Answered first = submit(body);
    assertEquals(202, first.status(), first.body().toString());
    TestApi.Answered second = submit(body);
    assertEquals("true", second.header("idempotent-replayed"), "it was kept");
    assertEquals(Json.write(first.body()), Json.write(second.body()));
  }

  private static RequestFixture largest(boolean document) {
    return document ? LargestRequest.of(true).with("html", "<p>") : LargestRequest.of(false);
  }

  @Test
  void refusesAnotherBodyAndLeavesTheFirstAsItIs() {
    TestApi.Answered first = submit(aRequest().json());
    TestApi.Answered other = submit(aRequest().with("width", 1_000).json());
    assertEquals(422, other.status());
    assertEquals("idempotency_mismatch", other.code());
    assertEquals(first.body(), submit(aRequest().json()).body());
  }

  @Test
  void keepsTheKeysOfAccountsApart() {
    TestApi.Answered first = submit(aRequest().json());
    ApiKey stranger = api.keyOf(api.account + "-other");
    ObjectNode event = event(aRequest().with("width", 999).json());
    TestApi.Answered other =
        api.call(TestApi.header(event, "authorization", "Bearer " + stranger.text()));
    assertEquals(202, other.status());
    assertNotEquals(first.body().path("id"), other.body().path("id"));
  }

  @Test
  void takesTheKeyAgainAfterARefusal() {
    api.keys().limit(api.key.publicId(), new KeyLimits(null, 1L));
    assertEquals(202, api.post(aRequest().json()).status());
    assertEquals("quota_exceeded", submit(aRequest().json()).code());
    api.keys().limit(api.key.publicId(), new KeyLimits(null, 2L));
    assertEquals(202, submit(aRequest().json()).status());
    assertEquals(2, used());
  }

  @Test
  void holdsNoKeyForARequestThatIsNotValid() {
    assertEquals("invalid_request", submit("{}").code());
    assertEquals(202, submit(aRequest().json()).status());
  }
}
