package dev.shutterhook.deliver.pace;

import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.table.ShortMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Which receiving hosts answer quickly. A host earns that by an answer, whatever the answer is, and
 * loses it while an attempt is still waiting: the function's batches are for hosts that do not hold
 * them up. Known to all instances through the table, remembered for a moment. Safe for threads.
 */
public final class Pace {
  /** An attempt that takes longer holds up those beside it in its batch. */
  public static final Duration SLOW = Duration.ofSeconds(3);

  /** How long one quick answer is good for. */
  public static final Duration GOOD_FOR = Duration.ofHours(1);

  /** That a host has become slow for other instances is known so late at most. */
  public static final Duration MAX_AGE = Duration.ofSeconds(5);

  /** That it has become quick for them; until then its tickets go a longer way. */
  public static final Duration MAX_IGNORANCE = Duration.ofSeconds(1);

  public static final int MAX_HOSTS = 1_000;

  private final HostStore store;
  private final InstantSource clock;
  private final EventLog log;
  private final ShortMemory<String, Instant> quickUntil = new ShortMemory<>(MAX_HOSTS);

  /** How many attempts of a host are slow just now; the attempts under way are the bound. */
  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

  /** Hosts in that table. */
  public Pace(DynamoDbClient dynamoDb, String deliveriesTable, InstantSource clock, EventLog log) {
    this.store = new HostStore(dynamoDb, deliveriesTable);
    this.clock = clock;
    this.log = log;
  }

  /** Something that takes as long as a host takes. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws InterruptedException;
  }

  /** Whether a host has answered quickly of late, and has not been slow since. */
  public boolean isQuick(String host) {
    Instant now = clock.instant();
    return quickUntil(host, now).isAfter(now);
  }

  /** Does something with a host that takes as long as the host does, and learns from it. */
  public <T> T timed(String host, Work<T> exchange) throws InterruptedException {
    AtomicBoolean decided = new AtomicBoolean();
    CompletableFuture<Void> alarm =
        CompletableFuture.runAsync(
            () -> {
              if (decided.compareAndSet(false, true)) {
                waiting.merge(host, 1, Integer::sum);
                slow(host);
              }
            },
            delayed());
    try {
      T result = exchange.run();
      if (!decided.get()) {
        quick(host);
      }
      return result;
    } finally {
      alarm.cancel(false);
      if (!decided.compareAndSet(false, true)) {
        waiting.computeIfPresent(host, (name, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /**
   * Does something while it holds one of the few slots of a host that is not known to be quick;
   * empty, without doing it, where all are taken.
   */
  public <T> Optional<T> slotted(String host, Work<T> work) throws InterruptedException {
    Optional<HostStore.Slot> slot = store.take(host, clock.instant());
    if (slot.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.run());
    } finally {
      free(slot.get());
    }
  }

  private static Executor delayed() {
    return CompletableFuture.delayedExecutor(
        SLOW.toMillis(), TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));
  }

  /**
   * Once in a while for a host that is quick: half of what an answer is good for must be over. What
   * it answers while it has another attempt wait says nothing.
   */
  private void quick(String host) {
    Instant now = clock.instant();
    if (!waiting.containsKey(host)
        && quickUntil(host, now).isBefore(now.plus(GOOD_FOR.dividedBy(2)))) {
      learn(host, now.plus(GOOD_FOR), now);
    }
  }

  private void slow(String host) {
    Instant now = clock.instant();
    if (quickUntil(host, now).isAfter(now)) {
      learn(host, Instant.EPOCH, now);
      log.problem("host.slow").with("host", host).write();
    }
  }

  /** What cannot be stored is learnt again from the next attempt. */
  private void learn(String host, Instant until, Instant now) {
    quickUntil.keep(host, until, now.plus(MAX_AGE));
    try {
      store.quickUntil(host, until, now);
    } catch (SdkException e) {
      log.problem("host.not_noted").with("host", host).because(e).write();
    }
  }

  private void free(HostStore.Slot slot) {
    try {
      store.free(slot);
    } catch (SdkException e) {
      // It is over by itself within a minute.
      log.problem("host.slot_not_freed").with("host", slot.host()).because(e).write();
    }
  }

  private Instant quickUntil(String host, Instant now) {
    return quickUntil.recall(host, now).orElseGet(() -> learned(host, now));
  }

  private Instant learned(String host, Instant now) {
    Instant until = store.quickUntil(host);
    quickUntil.keep(host, until, now.plus(until.isAfter(now) ? MAX_AGE : MAX_IGNORANCE));
    return until;
  }
}
