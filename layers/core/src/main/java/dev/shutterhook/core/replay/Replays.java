package dev.shutterhook.core.replay;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Puts ended deliveries back on their way. A replay begins a new generation of the same delivery:
 * the same {@code webhook-id}, the same bytes, a fresh schedule; the attempts of earlier
 * generations are kept. The write is conditional on the generation before, so that of two replays
 * one begins it, and it carries the outbox mark of a new delivery: where the ticket is not sent,
 * ReconcileFunction sends it. Safe for threads.
 */
public final class Replays {
  /** At once: they mostly wait for answers; more would compete for the function's processor. */
  public static final int THREADS = 8;

  private final DeliveryStore deliveries;
  private final WorkQueue deliverQueue;
  private final InstantSource clock;
  private final EventLog log;

  /** Replays of deliveries in that table, by tickets in that queue. */
  public Replays(
      DeliveryStore deliveries, WorkQueue deliverQueue, InstantSource clock, EventLog log) {
    this.deliveries = deliveries;
    this.deliverQueue = deliverQueue;
    this.clock = clock;
    this.log = log;
  }

  /** Puts one back. False where it is on its way, gone, or was put back by somebody else. */
  public boolean replay(DeliveryOutline ended) {
    if (!begin(ended)) {
      return false;
    }
    ticket(List.of(ended));
    return true;
  }

  /**
   * Puts several back, {@link WorkQueue#MAX_BATCH} by one call to the queue. One that fails stops
   * no other. First all are written and then the tickets sent, so that what is delivered meanwhile
   * does not compete with the writes.
   *
   * @param timeLeft asked before each batch; where it says no, the rest is left as it is
   */
  public ReplayTally replay(List<DeliveryOutline> ended, BooleanSupplier timeLeft) {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Batch>> batches =
          batches(ended).map(batch -> threads.submit(() -> begin(batch, timeLeft))).toList();
      List<DeliveryOutline> begun = new ArrayList<>();
      ReplayTally tally = ReplayTally.NONE;
      for (Future<Batch> batch : batches) {
        begun.addAll(batch.get().begun());
        tally = tally.plus(batch.get().tally());
      }
      batches(begun).forEach(batch -> threads.execute(() -> ticket(batch)));
      return tally;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an error in a replay", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: some are replayed", e);
    }
  }

  private static Stream<List<DeliveryOutline>> batches(List<DeliveryOutline> all) {
    return IntStream.iterate(0, i -> i < all.size(), i -> i + WorkQueue.MAX_BATCH)
        .mapToObj(i -> all.subList(i, Math.min(i + WorkQueue.MAX_BATCH, all.size())));
  }

  /** What came of one batch. */
  private record Batch(List<DeliveryOutline> begun, ReplayTally tally) {}

  private Batch begin(List<DeliveryOutline> batch, BooleanSupplier timeLeft) {
    if (!timeLeft.getAsBoolean()) {
      return new Batch(List.of(), ReplayTally.LEFT_OUT);
    }
    List<DeliveryOutline> begun = new ArrayList<>();
    int failed = 0;
    for (DeliveryOutline ended : batch) {
      try {
        if (begin(ended)) {
          begun.add(ended);
        }
      } catch (SdkException e) {
        failed++;
        log.problem("delivery.not_replayed").with("delivery", ended.id()).because(e).write();
      }
    }
    int skipped = batch.size() - begun.size() - failed;
    return new Batch(begun, new ReplayTally(begun.size(), skipped, failed, batch.size(), false));
  }

  private boolean replayable(DeliveryOutline delivery) {
    return delivery.progress().state() != DeliveryState.PENDING
        && clock.instant().isBefore(delivery.expiresAt());
  }

  private boolean begin(DeliveryOutline ended) {
    if (!replayable(ended) || !deliveries.move(ended, ended.progress().again(clock.instant()))) {
      return false;
    }
    tell(ended);
    return true;
  }

  private void tell(DeliveryOutline ended) {
    log.event("delivery.replayed")
        .with("delivery", ended.id())
        .with("generation", ended.progress().generation() + 1)
        .write();
  }

  /** What is written goes out, even where the queue does not answer: ReconcileFunction looks. */
  private void ticket(List<DeliveryOutline> begun) {
    try {
      deliverQueue.send(
          begun.stream().map(ended -> ended.ticket(ended.progress().generation() + 1)).toList());
    } catch (SdkException e) {
      log.problem("delivery.tickets_delayed").with("deliveries", begun.size()).because(e).write();
    }
  }
}
