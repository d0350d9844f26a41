package dev.shutterhook.core.replay;

import dev.shutterhook.core.capture.DeliveryLedger;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.queue.WorkQueue.Addressed;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
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

  private final DeliveryLedger ledger;
  private final DeliveryStore deliveries;
  private final WorkQueue deliverQueue;
  private final InstantSource clock;
  private final EventLog log;

  /** Replays of deliveries in that table, by tickets in that queue. */
  public Replays(
      DeliveryLedger ledger,
      DeliveryStore deliveries,
      WorkQueue deliverQueue,
      InstantSource clock,
      EventLog log) {
    this.ledger = ledger;
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
   * Puts several back, {@link #THREADS} by {@link #THREADS} and with one call to the queue for each
   * {@link WorkQueue#MAX_BATCH}. One that fails stops no other.
   *
   * @param timeLeft asked before each batch; where it says no, the rest is left as it is
   */
  public ReplayTally replay(List<DeliveryOutline> ended, BooleanSupplier timeLeft) {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<ReplayTally>> batches =
          IntStream.iterate(0, i -> i < ended.size(), i -> i + WorkQueue.MAX_BATCH)
              .mapToObj(i -> ended.subList(i, Math.min(i + WorkQueue.MAX_BATCH, ended.size())))
              .map(batch -> threads.submit(() -> batch(batch, timeLeft)))
              .toList();
      return sum(batches);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an error in a replay", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: some are replayed", e);
    }
  }

  /**
   * What lies behind the first batch that was left out counts as not reached, even where it was.
   */
  private static ReplayTally sum(List<Future<ReplayTally>> batches)
      throws ExecutionException, InterruptedException {
    ReplayTally sum = ReplayTally.NONE;
    boolean reaching = true;
    for (Future<ReplayTally> batch : batches) {
      ReplayTally one = batch.get();
      reaching = reaching && one.reached() > 0;
      sum =
          new ReplayTally(
              sum.replayed() + one.replayed(),
              sum.skipped() + one.skipped(),
              sum.failed() + one.failed(),
              sum.reached() + (reaching ? one.reached() : 0));
    }
    return sum;
  }

  private ReplayTally batch(List<DeliveryOutline> batch, BooleanSupplier timeLeft) {
    if (!timeLeft.getAsBoolean()) {
      return ReplayTally.NONE;
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
    ticket(begun);
    int skipped = batch.size() - begun.size() - failed;
    return new ReplayTally(begun.size(), skipped, failed, batch.size());
  }

  private boolean begin(DeliveryOutline ended) {
    Instant now = clock.instant();
    if (ended.progress().state() == DeliveryState.PENDING || !now.isBefore(ended.expiresAt())) {
      return false;
    }
    DeliveryProgress again = ended.progress().again(now);
    boolean begun = ledger.move(ended, again);
    if (begun) {
      log.event("delivery.replayed")
          .with("delivery", ended.id())
          .with("generation", again.generation())
          .write();
    }
    return begun;
  }

  /** What is written goes out, even where the queue does not answer: ReconcileFunction looks. */
  private void ticket(List<DeliveryOutline> begun) {
    try {
      Set<Integer> sent =
          deliverQueue.send(
              begun.stream()
                  .map(ended -> new Addressed(ticket(ended), ended.url().uri().getHost()))
                  .toList());
      for (int i : sent) {
        deliveries.ticketed(begun.get(i).id(), clock.instant());
      }
    } catch (SdkException e) {
      log.problem("delivery.tickets_delayed").with("deliveries", begun.size()).because(e).write();
    }
  }

  private static DeliveryTicket ticket(DeliveryOutline ended) {
    return DeliveryTicket.of(ended.id(), ended.progress().generation() + 1);
  }
}
