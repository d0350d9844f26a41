package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static dev.shutterhook.core.fixture.RequestFixture.anHtmlRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.DeliveryScan;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@code DELETE /v1/captures/{id}}. Real: handler, tables, bucket and queues. */
@ExtendWith(CloudExtension.class)
class DeleteCaptureTest {
  private final LocalCloud cloud;
  private final TestApi api;
  private final String bucket;
  private final DeliveryStore deliveries;

  DeleteCaptureTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    bucket = cloud.bucketName("ArtifactsBucket");
    deliveries = new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
  }

  private Id submitted(RequestFixture request) {
    return Id.of(api.post(request.json()).body().path("id").asText());
  }

  private TestApi.Answered delete(Id id) {
    return api.delete("/v1/captures/" + id);
  }

  private Optional<Capture> found(Id id) {
    return api.captures.find(id);
  }

  private List<String> files(String prefix) {
    return cloud.s3().listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private void put(String key) {
    cloud.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("x"));
  }

  private boolean marked(Id id) {
    return !files("canceled/" + id).isEmpty();
  }

  @Test
  void cancelsWhatIsQueuedAndTellsOfIt() {
    Id id = submitted(aRequest().withCallback());
    TestApi.Answered answered = delete(id);
    assertEquals(200, answered.status());
    assertEquals("canceled", answered.body().path("status").asText());
    assertEquals(1, answered.body().path("deliveries").path("pending").asInt());
    assertFalse(answered.body().path("completed_at").isNull());
    assertTrue(marked(id));
    Delivery delivery =
        deliveries.find(api.captures.find(id).orElseThrow().told().getFirst()).orElseThrow();
    assertEquals(EventType.CAPTURE_CANCELED, delivery.type());
    JsonNode body = Json.tree(delivery.body());
    assertEquals("capture.canceled", body.path("type").asText());
    assertEquals("canceled", body.path("data").path("status").asText());
    new Inbox(cloud, "DeliverQueue").about(delivery.id().toString());
    assertEquals(409, api.get("/v1/captures/" + id + "/image").status());
    assertEquals(0, api.captures.inFlight(api.account, 10));
    assertEquals(1, api.lines.of("capture.canceled").size());
  }

  @Test
  void tellsNobodyWhereNobodyWantsToKnow() {
    Id id =
        submitted(aRequest().withCallback().with("webhook_events", List.of("capture.completed")));
    assertEquals(200, delete(id).status());
    assertEquals(List.of(), api.captures.find(id).orElseThrow().told());
  }

  /** Its webhook has not been sent yet, and only the capture said that it is to be. */
  @Test
  void leavesTheWebhookOfWhatIsDeleted() {
    Id id = submitted(aRequest().withCallback());
    delete(id);
    Id told = api.captures.find(id).orElseThrow().told().getFirst();
    assertTrue(deliveries.find(told).orElseThrow().prepared());
    assertEquals(204, delete(id).status());
    assertFalse(deliveries.find(told).orElseThrow().prepared());
  }

  @Test
  void deletesWhatWasCanceled() {
    Id id = submitted(aRequest());
    assertEquals(200, delete(id).status());
    TestApi.Answered second = delete(id);
    assertEquals(204, second.status());
    assertTrue(second.body().isMissingNode());
    assertTrue(second.header("x-request-id").startsWith("req_"));
    assertEquals(404, delete(id).status());
    assertTrue(marked(id), "its order may still lie in the queue");
  }

  @Test
  void leavesAloneWhatIsBeingRendered() {
    Id id = submitted(aRequest());
    api.captures.started(id, found(id).orElseThrow().token(), api.clock.instant());
    TestApi.Answered answered = delete(id);
    assertEquals(409, answered.status());
    assertEquals("conflict", answered.code());
    assertFalse(answered.header("retry-after").isEmpty());
    assertEquals(CaptureStatus.RENDERING, found(id).orElseThrow().status());
    assertFalse(marked(id));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletesWhatHasEndedWithAllThatWasMadeOfIt(boolean completed) {
    CaptureFixture fixture = aCapture().of(api.account).createdAt(api.clock.instant());
    Id id = fixture.queued().id();
    api.captures.create(List.of(fixture.queued()), api.clock.instant().plus(Duration.ofDays(1)));
    api.settle(completed ? fixture.completed() : fixture.failed());
    String folder = Artifact.folderOf(id);
    put(folder + CaptureFixture.SHA256 + ".png");
    put(folder + "of-a-try-that-came-to-nothing.png");
    assertEquals(204, delete(id).status());
    assertEquals(List.of(), files(folder));
    assertEquals(404, api.get("/v1/captures/" + id).status());
    assertEquals(404, api.get("/v1/captures/" + id + "/image").status());
    assertEquals(0, api.get("/v1/captures").body().path("captures").size());
  }

  /** The outcome of the renderer, which had begun already, is written between mark and record. */
  @Test
  void takesMarkAndWebhookAwayWhereTheOutcomeWasQuicker() {
    Id id = submitted(aRequest().withCallback());
    Settler settler = new Settler(cloud, api.clock);
    AtomicBoolean overtaken = new AtomicBoolean();
    ExecutionInterceptor outcome =
        new ExecutionInterceptor() {
          @Override
          public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
            if (call.request() instanceof PutObjectRequest mark
                && mark.key().equals("canceled/" + id)
                && overtaken.compareAndSet(false, true)) {
              settler.complete(id, new byte[] {1});
            }
          }
        };
    TestApi overtakenApi =
        new TestApi(cloud, RecordedCalls.of(cloud, "SubmitFunction", outcome), Map.of());
    ObjectNode event = overtakenApi.getting("/v1/captures/" + id, Map.of());
    ((ObjectNode) event.at("/requestContext/http")).put("method", "DELETE");
    overtakenApi.call(api.authorized(event));
    assertTrue(overtaken.get());
    Capture completed = found(id).orElseThrow();
    assertEquals(CaptureStatus.COMPLETED, completed.status());
    assertFalse(marked(id));
    String table = cloud.tableName("DeliveriesTable");
    assertEquals(1, completed.told().size());
    assertEquals(
        completed.told(), DeliveryScan.ids(cloud.dynamoDb(), table, "capture", id.toString()));
  }

  @Test
  void deletesTheDocumentThatTheClientSent() {
    Id id = submitted(anHtmlRequest("<p>mine"));
    assertEquals(1, files("sources/" + id).size());
    delete(id);
    assertEquals(204, delete(id).status());
    assertEquals(List.of(), files("sources/" + id));
  }

  @Test
  void deliversAWebhookWhoseCaptureWasDeleted() {
    Deliveries fixture = new Deliveries(cloud, api.clock);
    Delivery pending = fixture.pending(api.account, Deliveries.HOOK);
    assertEquals(204, delete(pending.capture()).status());
    assertEquals(DeliveryState.PENDING, fixture.again(pending).state());
    TestApi.Answered shown = api.get("/v1/deliveries/" + pending.id());
    assertEquals("pending", shown.body().path("state").asText());
  }

  @Test
  void hidesOtherAccountsCaptures() {
    Capture foreign = aCapture().of(api.account + "-other").queued();
    api.captures.create(List.of(foreign), api.clock.instant().plus(Duration.ofDays(1)));
    assertEquals(404, delete(foreign.id()).status());
    assertEquals(CaptureStatus.QUEUED, found(foreign.id()).orElseThrow().status());
    assertEquals(404, api.delete("/v1/captures/cap_x").status());
  }
}
