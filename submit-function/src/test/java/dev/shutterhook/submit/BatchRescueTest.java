package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.batch.CaptureBatch;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.DeliveryFilter;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches that got stuck. Real: ReconcileFunction, and tables and queues of template.yaml. */
@CloudExtension.Own
@ExtendWith(CloudExtension.class)
class BatchRescueTest {
  private final Ids ids = Ids.secure();
  private final LocalCloud cloud;
  private final Reconciling reconciling;
  private final TestClock clock;
  private final BatchStore batches;

  BatchRescueTest(LocalCloud cloud) {
    this.cloud = cloud;
    reconciling = new Reconciling(cloud);
    clock = reconciling.clock;
    batches = new BatchStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
  }

  /** A batch whose captures are gone. */
  private Id batch(int captures) {
    Id id = ids.next(Id.Kind.BATCH);
    List<Id> gone =
        IntStream.range(0, captures).mapToObj(i -> CaptureBatch.captureId(id, i)).toList();
    Instant now = clock.instant();
    batches.create(
        new CaptureBatch(
            id,
            "acme",
            gone,
            Set.copyOf(gone),
            WebUrl.parse("https://hooks.example.com/shutterhook"),
            Json.mapper().createObjectNode(),
            null,
            now,
            null,
            now.plus(Duration.ofDays(1))));
    return id;
  }

  /** Not sooner. */
  private void assertCompletedWhenSilent(Id id) {
    clock.forward(BatchStore.SILENCE);
    reconciling.run();
    assertNull(batches.find(id).orElseThrow().completedAt());
    clock.forward(Duration.ofMillis(1));
    reconciling.run();
    assertEquals(clock.instant(), batches.find(id).orElseThrow().completedAt());
  }

  @Test
  void leavesABatchOfWhichSomethingWasHeardUntilItIsSilent() {
    Id id = batch(2);
    clock.forward(BatchStore.SILENCE.minusSeconds(1));
    batches.ended(id, List.of(CaptureBatch.captureId(id, 0)), clock.instant());
    assertCompletedWhenSilent(id);
  }

  @Test
  void completesABatchOfWhichNothingWasHeard() {
    Id id = batch(1);
    assertCompletedWhenSilent(id);
    assertEquals(
        1,
        reconciling.lines.of("batch.resumed").stream()
            .filter(line -> line.path("batch").asText().equals(id.toString()))
            .count());
    DeliveryFilter pending =
        new DeliveryFilter(
            "acme", Set.of(DeliveryState.PENDING), Optional.empty(), Optional.empty());
    assertEquals(
        1,
        new DeliveryList(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"))
            .page(pending, Optional.empty(), 100, clock.instant()).entries().stream()
                .filter(delivery -> delivery.capture().equals(id))
                .count());
  }
}
