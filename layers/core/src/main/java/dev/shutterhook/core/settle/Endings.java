package dev.shutterhook.core.settle;

import dev.shutterhook.core.cache.CacheEntry;
import dev.shutterhook.core.cache.CacheStore;
import dev.shutterhook.core.capture.CacheUse;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.cost.Spending;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Ends captures, each once, with the webhook that tells of it. Safe for threads. */
public final class Endings {
  private final CaptureStore captures;
  private final EndWrites writes;
  private final DeliveryDraft draft;
  private final DeliveryDesk desk;
  private final BatchEndings batches;
  private final RunEndings runs;
  private final CacheStore cache;
  private final InstantSource clock;

  /**
   * Ends in those stores.
   *
   * @param document how captures are told of
   */
  public Endings(
      SettleStores stores, CaptureDocument document, Ids ids, InstantSource clock, EventLog log) {
    this.captures = new CaptureStore(stores.dynamoDb(), stores.capturesTable());
    this.writes = new EndWrites(stores.dynamoDb(), captures, stores.deliveries());
    this.draft = new DeliveryDraft(document, stores.endpoints(clock), ids);
    this.desk = stores.desk(log);
    this.batches = new BatchEndings(stores, ids, clock, log);
    this.runs = new RunEndings(stores.compareQueue(), log);
    this.cache = new CacheStore(stores.dynamoDb(), stores.capturesTable());
    this.clock = clock;
  }

  /** Does again what follows from an end: where it was done before, nothing changes. */
  public void again(Capture ended) {
    batches.left(ended);
    runs.left(ended);
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
    return end(settled, Spending.UNKNOWN);
  }

  /**
   * The same, and what was spent is kept with it.
   *
   * @param spent until now; what tells of it is added
   */
  public boolean end(Capture settled, Spending spent) {
    Ending ending =
        (capture, told) ->
            captures.settling(
                capture, told.map(DeliveryStore::bytes).map(spent::telling).orElse(spent));
    if (settled.event().isEmpty() && !remembered(settled)) {
      return write(settled, Optional.empty(), ending).isPresent();
    }
    Optional<Instant> expiresAt = captures.expiresAt(settled.id());
    return expiresAt.isPresent() && write(settled, expiresAt, ending).isPresent();
  }

  /** Writes a capture's end, with the delivery that tells of it. */
  private interface Ending {
    TransactWriteItem of(Capture ended, Optional<Delivery> told);
  }

  /**
   * Stores a capture that is at its end from the beginning, and sends its webhook on its way.
   *
   * @param ended as it shall be
   * @return it as it is stored; empty where there is one of this id
   */
  public Optional<Capture> create(Capture ended, Instant expiresAt) {
    return write(
        ended, Optional.of(expiresAt), (capture, _) -> captures.creatingEnded(capture, expiresAt));
  }

  /**
   * Writes an end.
   *
   * @param expiresAt of the capture; needed where somebody is told of it, or it is remembered
   */
  private Optional<Capture> write(Capture settled, Optional<Instant> expiresAt, Ending ending) {
    Instant now = clock.instant();
    Optional<Delivery> delivery =
        settled.event().map(type -> draft.write(settled, type, now, expiresAt.orElseThrow()));
    Capture ended = settled.toldBy(delivery.map(Delivery::id).stream().toList());
    if (!writes.write(ended, delivery, ending.of(ended, delivery))) {
      return Optional.empty();
    }
    delivery.filter(told -> told.state() == DeliveryState.PENDING).ifPresent(desk::ticket);
    batches.left(ended);
    runs.left(ended);
    if (remembered(ended)) {
      remember(ended, expiresAt.orElseThrow());
    }
    return Optional.of(ended);
  }

  private static boolean remembered(Capture ended) {
    CacheUse use = ended.origin().cache();
    return use.key() != null && !use.hit() && ended.status() == CaptureStatus.COMPLETED;
  }

  /** Where this gets lost, the next equal request is rendered. What was remembered stays so. */
  private void remember(Capture ended, Instant expiresAt) {
    String key = Objects.requireNonNull(ended.origin().cache().key(), "it is remembered");
    Instant at = Objects.requireNonNull(ended.completedAt(), "it has ended");
    cache.keep(key, new CacheEntry(ended.id(), at), expiresAt);
  }
}
