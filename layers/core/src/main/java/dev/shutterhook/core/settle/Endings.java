package dev.shutterhook.core.settle;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Ends captures, each once: the end and the webhook that tells of it are one transaction. Safe for
 * threads.
 */
public final class Endings {
  private final DynamoDbClient dynamoDb;
  private final CaptureStore captures;
  private final DeliveryStore deliveries;
  private final DeliveryDraft draft;
  private final DeliveryDesk desk;
  private final BatchEndings batches;
  private final InstantSource clock;

  public Endings(
      DynamoDbClient dynamoDb,
      CaptureStore captures,
      DeliveryStore deliveries,
      DeliveryDraft draft,
      DeliveryDesk desk,
      BatchEndings batches,
      InstantSource clock) {
    this.dynamoDb = dynamoDb;
    this.captures = captures;
    this.deliveries = deliveries;
    this.draft = draft;
    this.desk = desk;
    this.batches = batches;
    this.clock = clock;
  }

  /** Does again what follows from an end: where it was done before, nothing changes. */
  public void again(Capture ended) {
    batches.left(ended);
  }

  /**
   * Ends a capture and sends its webhook on its way. False where its record does not allow this end
   * any more: it has ended before, has begun where it shall be canceled, or is gone. Where it
   * throws, the capture may have ended; then {@link #again} or, later, ReconcileFunction completes
   * its batch.
   *
   * @param settled as it shall be
   */
  public boolean end(Capture settled) {
    Optional<Instant> expiresAt = captures.expiresAt(settled.id());
    if (expiresAt.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    Optional<Delivery> delivery =
        settled.event().map(type -> draft.write(settled, type, now, expiresAt.get()));
    Optional<Delivery> pending = delivery.filter(d -> d.state() == DeliveryState.PENDING);
    Capture ended = delivery.equals(pending) ? settled : settled.with(DeliveryCounts.ONE_EXHAUSTED);
    Stream<TransactWriteItem> writes =
        Stream.concat(
            Stream.of(captures.settling(ended, delivery.map(Delivery::id).stream().toList())),
            delivery.map(deliveries::creating).stream());
    return switch (Transaction.write(dynamoDb, writes.toList())) {
      case Transaction.Committed() -> {
        pending.ifPresent(desk::ticket);
        batches.left(ended);
        yield true;
      }
      case Transaction.Refused(var _) -> false;
    };
  }
}
