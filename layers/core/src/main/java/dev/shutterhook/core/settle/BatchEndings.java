package dev.shutterhook.core.settle;

import dev.shutterhook.core.batch.BatchDocument;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.batch.CaptureBatch;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureGlance;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.WebhookBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Completes batches, each once, with the last of their captures. A step that comes twice changes
 * nothing; one that gets lost is found by {@link #catchUp}. Safe for threads.
 */
public final class BatchEndings {
  private final DynamoDbClient dynamoDb;
  private final BatchStore batches;
  private final CaptureStore captures;
  private final DeliveryStore deliveries;
  private final EndpointCheck endpoints;
  private final DeliveryDesk desk;
  private final Ids ids;
  private final InstantSource clock;
  private final EventLog log;

  public BatchEndings(SettleStores stores, Ids ids, InstantSource clock, EventLog log) {
    this.dynamoDb = stores.dynamoDb();
    this.batches = new BatchStore(dynamoDb, stores.capturesTable());
    this.captures = new CaptureStore(dynamoDb, stores.capturesTable());
    this.deliveries = stores.deliveries();
    this.endpoints = stores.endpoints(clock);
    this.desk = stores.desk(log);
    this.ids = ids;
    this.clock = clock;
    this.log = log;
  }

  /** Tells the capture's batch, where it is of one, that it has ended. */
  public void left(Capture ended) {
    Id batch = ended.origin().batch();
    if (batch != null) {
      left(batch, List.of(ended.id()));
    }
  }

  /**
   * Looks at all captures of a batch of which nothing was heard.
   *
   * @return whether that moved it on
   */
  public boolean catchUp(Id id) {
    Optional<CaptureBatch> found = batches.find(id).filter(batch -> batch.completedAt() == null);
    if (found.isEmpty()) {
      return false;
    }
    List<Id> underWay =
        captures.find(List.copyOf(found.get().open())).stream()
            .filter(capture -> !capture.status().terminal())
            .map(Capture::id)
            .toList();
    List<Id> ended =
        found.get().captures().stream().filter(capture -> !underWay.contains(capture)).toList();
    if (!ended.isEmpty() && left(id, ended)) {
      return true;
    }
    batches.remind(id, clock.instant().plus(BatchStore.SILENCE));
    return false;
  }

  private boolean left(Id id, List<Id> ended) {
    Optional<CaptureBatch> last =
        batches.ended(id, ended, clock.instant()).filter(batch -> batch.open().isEmpty());
    last.ifPresent(this::complete);
    return last.isPresent();
  }

  private void complete(CaptureBatch open) {
    CaptureBatch batch = open.completed(clock.instant());
    Optional<Delivery> delivery = Optional.ofNullable(batch.receiver()).map(to -> tell(batch, to));
    Stream<TransactWriteItem> writes =
        Stream.concat(
            Stream.of(batches.completing(batch)), delivery.map(deliveries::creating).stream());
    if (Transaction.write(dynamoDb, writes.toList()) instanceof Transaction.Committed) {
      log.event("batch.completed").with("batch", batch.id()).write();
      delivery.filter(d -> d.state() == DeliveryState.PENDING).ifPresent(desk::ticket);
    }
  }

  private Delivery tell(CaptureBatch batch, WebUrl receiver) {
    List<CaptureGlance> all =
        captures.find(batch.captures()).stream().map(CaptureGlance::of).toList();
    Id delivery = ids.next(Id.Kind.DELIVERY);
    Id message = ids.next(Id.Kind.MESSAGE);
    return endpoints.check(draft(batch, receiver, all, delivery, message));
  }

  /** What the record of the webhook weighs, if all are completed; 0 where nobody is told. */
  public static int deliveryBytes(CaptureBatch batch) {
    WebUrl receiver = batch.receiver();
    if (receiver == null) {
      return 0;
    }
    List<CaptureGlance> all =
        batch.captures().stream()
            .map(id -> new CaptureGlance(id, CaptureStatus.COMPLETED, null))
            .toList();
    Id delivery = batch.id().child(Id.Kind.DELIVERY, 0);
    Id message = batch.id().child(Id.Kind.MESSAGE, 0);
    return DeliveryStore.bytes(
        draft(batch.completed(batch.createdAt()), receiver, all, delivery, message));
  }

  private static Delivery draft(
      CaptureBatch batch, WebUrl receiver, List<CaptureGlance> all, Id delivery, Id message) {
    Instant now = Objects.requireNonNull(batch.completedAt(), "it is completed");
    return Delivery.pending(
            delivery,
            message,
            batch.account(),
            batch.id(),
            EventType.BATCH_COMPLETED,
            receiver,
            WebhookBody.write(EventType.BATCH_COMPLETED, now, BatchDocument.brief(batch, all)),
            now,
            batch.expiresAt())
        .in(batch.trace());
  }
}
