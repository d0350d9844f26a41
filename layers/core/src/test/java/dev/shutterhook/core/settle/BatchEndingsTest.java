package dev.shutterhook.core.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.batch.CaptureBatch;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryFilter;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.WebhookBody;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ends of captures, and of the batches that they are of. Real: tables and queues. */
@ExtendWith(CloudExtension.class)
class BatchEndingsTest {
  private static final WebUrl RECEIVER = WebUrl.parse("https://hooks.example.com/batch");

  private final String account = "account-" + UUID.randomUUID();
  private final TestClock clock = TestClock.atNow();
  private final Ids ids = Ids.secure();
  private final LocalCloud cloud;
  private final CaptureStore captures;
  private final BatchStore batches;
  private final DeliveryStore deliveries;
  private final BatchEndings batchEndings;
  private final Endings endings;

  BatchEndingsTest(LocalCloud cloud) {
    this.cloud = cloud;
    captures = new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    batches = new BatchStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    deliveries = new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
    SettleStores stores =
        new SettleStores(
            cloud.dynamoDb(),
            cloud.tableName("CapturesTable"),
            cloud.tableName("DeliveriesTable"),
            new WorkQueue(cloud.sqs(), cloud.queueUrl("DeliverQueue")),
            new WorkQueue(cloud.sqs(), cloud.queueUrl("CompareQueue")));
    LogLines lines = new LogLines(clock);
    batchEndings = new BatchEndings(stores, ids, clock, lines.log());
    ArtifactLinks links =
        new ArtifactLinks(
            cloud.s3Presigner(), cloud.bucketName("ArtifactsBucket"), Duration.ofHours(1), clock);
    endings = new Endings(stores, new CaptureDocument(links), ids, clock, lines.log());
  }

  private CaptureBatch batch(int size) {
    Id id = ids.next(Id.Kind.BATCH);
    List<Id> members =
        IntStream.range(0, size).mapToObj(i -> CaptureBatch.captureId(id, i)).toList();
    Instant now = clock.instant();
    CaptureBatch batch =
        new CaptureBatch(
            id,
            account,
            members,
            Set.copyOf(members),
            RECEIVER,
            Json.mapper().createObjectNode().put("deploy", 7),
            null,
            now,
            null,
            Instant.ofEpochSecond(now.plus(Duration.ofDays(1)).getEpochSecond()));
    batches.create(batch);
    captures.create(members.stream().map(member -> queued(member, id)).toList(), batch.expiresAt());
    return batch;
  }

  private Capture queued(Id member, Id batch) {
    return Capture.queued(
            member, account, "token", RequestFixture.aRequest().accepted(), null, clock.instant())
        .by(new Origin(Origin.NATIVE, null, batch, null));
  }

  private Capture canceled(Id member) {
    return captures.find(member).orElseThrow().canceled(clock.instant());
  }

  private List<DeliveryOutline> told() {
    DeliveryFilter filter =
        new DeliveryFilter(
            account, Set.of(DeliveryState.values()), Optional.empty(), Optional.empty());
    return new DeliveryList(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"))
        .page(filter, Optional.empty(), 100, clock.instant())
        .entries();
  }

  private void delete(Id id) {
    cloud
        .dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(cloud.tableName("CapturesTable"))
                    .key(Map.of("id", AttributeValue.fromS(id.toString()))));
  }

  private boolean completed(CaptureBatch batch) {
    return batches.find(batch.id()).orElseThrow().completedAt() != null;
  }

  @Test
  void readsBackWhatWasPutAndPutsItOnce() {
    CaptureBatch batch = batch(3);
    assertEquals(Optional.of(batch), batches.find(batch.id()));
    batches.create(batch.completed(clock.instant()));
    assertEquals(Optional.of(batch), batches.find(batch.id()));
  }

  @Test
  void tellsOfABatchWithItsLastCaptureAndOnce() {
    CaptureBatch batch = batch(3);
    for (Id member : batch.captures()) {
      assertFalse(completed(batch));
      Capture end = canceled(member);
      assertTrue(endings.end(end));
      assertFalse(endings.end(end));
      endings.again(end);
    }
    assertTrue(completed(batch));
    assertEquals(1, told().size());
    Delivery delivery = deliveries.find(told().getFirst().id()).orElseThrow();
    assertEquals(EventType.BATCH_COMPLETED, delivery.type());
    assertEquals(RECEIVER, delivery.url());
    JsonNode event = Json.tree(delivery.body());
    assertEquals("batch.completed", event.path("type").asText());
    JsonNode data = event.path("data");
    assertEquals(batch.id().toString(), data.path("id").asText());
    assertEquals("completed", data.path("status").asText());
    assertEquals(3, data.path("counts").path("canceled").asInt());
    assertEquals(7, data.path("metadata").path("deploy").asInt());
    assertEquals(3, data.path("captures").size());
  }

  @Test
  void tellsOnceHoweverManyEndAtTheSameTime() throws Exception {
    CaptureBatch batch = batch(40);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> ends =
          batch.captures().stream()
              .<Callable<Boolean>>map(member -> () -> endings.end(canceled(member)))
              .toList();
      for (Future<Boolean> end : threads.invokeAll(ends)) {
        assertTrue(end.get());
      }
    }
    assertTrue(completed(batch));
    assertEquals(1, told().size());
  }

  @Test
  void fitsAWebhookWithAHundredCaptures() {
    CaptureBatch batch = batch(CaptureBatch.MAX_CAPTURES);
    batch.captures().forEach(member -> endings.end(canceled(member)));
    Delivery delivery = deliveries.find(told().getFirst().id()).orElseThrow();
    int bytes = delivery.body().getBytes(StandardCharsets.UTF_8).length;
    // Beside the largest metadata.
    assertTrue(bytes < WebhookBody.MAX_BYTES - 4 * 1024, bytes + " bytes");
  }

  @Test
  void findsWhatEndedWithoutAWord() {
    CaptureBatch batch = batch(3);
    endings.end(canceled(batch.captures().getFirst()));
    Capture silent = canceled(batch.captures().get(1));
    cloud.dynamoDb().transactWriteItems(w -> w.transactItems(captures.settling(silent)));
    delete(batch.captures().getLast());
    Instant due = clock.instant().plus(BatchStore.SILENCE);
    assertFalse(batches.overdue(due, 1_000).contains(batch.id()));
    assertTrue(batches.overdue(due.plusMillis(1), 1_000).contains(batch.id()));
    assertFalse(captures.overdue(due.plusMillis(1), 1_000).contains(batch.id()));
    assertTrue(batchEndings.catchUp(batch.id()));
    assertTrue(completed(batch));
    assertFalse(batches.overdue(due.plus(Duration.ofDays(9)), 1_000).contains(batch.id()));
    JsonNode data =
        Json.tree(deliveries.find(told().getFirst().id()).orElseThrow().body()).path("data");
    assertEquals(1, data.path("counts").path("deleted").asInt());
    assertEquals("deleted", data.path("captures").path(2).path("status").asText());
    assertFalse(batchEndings.catchUp(batch.id()));
  }

  @Test
  void looksAgainLaterAtWhatIsUnderWay() {
    CaptureBatch batch = batch(2);
    clock.forward(BatchStore.SILENCE.plusSeconds(1));
    assertTrue(batches.overdue(clock.instant(), 1_000).contains(batch.id()));
    assertFalse(batchEndings.catchUp(batch.id()));
    assertFalse(batches.overdue(clock.instant(), 1_000).contains(batch.id()));
    assertNull(batches.find(batch.id()).orElseThrow().completedAt());
  }

  private boolean overdue(CaptureBatch batch) {
    return batches.overdue(clock.instant(), 1_000).contains(batch.id());
  }

  /** Each end is news, and no write moves the batch in the index: whoever looks does. */
  @Test
  void expectsNewsForAsLongAsCapturesEnd() {
    CaptureBatch batch = batch(3);
    Duration most = BatchStore.SILENCE.minusSeconds(1);
    clock.forward(most);
    endings.end(canceled(batch.captures().getFirst()));
    clock.forward(most);
    assertTrue(overdue(batch), "it was put two silences ago, and nobody looked");
    assertTrue(batches.expectNews(batch.id(), clock.instant()));
    assertFalse(overdue(batch));
    clock.forward(Duration.ofSeconds(1));
    assertFalse(overdue(batch), "news is expected a silence after the last end");
    clock.forward(Duration.ofMillis(1));
    assertTrue(overdue(batch));
    assertFalse(batches.expectNews(batch.id(), clock.instant()), "now it is silent");
    assertFalse(batchEndings.catchUp(batch.id()));
    assertFalse(overdue(batch), "two are under way, which others look after");
  }

  @Test
  void expectsNoNewsOfWhatIsCompleteOrGone() {
    CaptureBatch batch = batch(1);
    endings.end(canceled(batch.captures().getFirst()));
    assertFalse(batches.expectNews(batch.id(), clock.instant()));
    clock.forward(BatchStore.SILENCE.plusSeconds(1));
    assertFalse(overdue(batch));
    assertFalse(batches.expectNews(ids.next(Id.Kind.BATCH), clock.instant()));
  }

  @Test
  void looksAgainLaterWhereSomeHadEndedWithoutAWord() {
    CaptureBatch batch = batch(2);
    Capture silent = canceled(batch.captures().getFirst());
    cloud.dynamoDb().transactWriteItems(w -> w.transactItems(captures.settling(silent)));
    clock.forward(BatchStore.SILENCE.plusSeconds(1));
    assertFalse(batchEndings.catchUp(batch.id()));
    assertFalse(overdue(batch));
    assertEquals(Set.of(batch.captures().getLast()), batches.find(batch.id()).orElseThrow().open());
    clock.forward(BatchStore.SILENCE.plusSeconds(1));
    assertTrue(overdue(batch));
  }

  @Test
  void completesWhatFellBetweenTheLastEndAndItsWord() {
    CaptureBatch batch = batch(1);
    batches.ended(batch.id(), batch.captures(), clock.instant());
    assertFalse(completed(batch));
    assertTrue(batchEndings.catchUp(batch.id()));
    assertNotNull(batches.find(batch.id()).orElseThrow().completedAt());
    assertEquals(1, told().size());
  }
}
