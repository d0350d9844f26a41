package dev.shutterhook.deliver.pace;

import dev.shutterhook.core.log.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
  private final SequencedMap<String, Known> known = new LinkedHashMap<>();

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

  private record Known(Instant quickUntil, Instant lookAgainAt) {}

  /** Whether a host has answered quickly of late, and has not been slow since. */
  public boolean isQuick(String host) {
    Instant now = clock.instant();
    return quickUntil(host, now).isAfter(now);
  }

  /** Does something with a host that takes as long as the host does, and learns from it. */
  public <T> T timed(String host, Work<T> exchange) throws InterruptedException {
    CompletableFuture<Void> alarm = CompletableFuture.runAsync(() -> slow(host), delayed());
    long began = System.nanoTime();
    T result;
    try {
      result = exchange.run();
    } finally {
      alarm.cancel(false);
    }
    if (System.nanoTime() - began < SLOW.toNanos()) {
      quick(host);
    }
    return result;
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

  /** Once in a while for a host that is quick: half of what an answer is good for must be over. */
  private void quick(String host) {
    Instant now = clock.instant();
    if (quickUntil(host, now).isBefore(now.plus(GOOD_FOR.dividedBy(2)))) {
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
    remember(host, new Known(until, now.plus(MAX_AGE)));
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
    Optional<Known> remembered = remembered(host, now);
    if (remembered.isPresent()) {
      return remembered.get().quickUntil();
    }
    Instant until = store.quickUntil(host);
    Duration age = until.isAfter(now) ? MAX_AGE : MAX_IGNORANCE;
    remember(host, new Known(until, now.plus(age)));
    return until;
  }

  private synchronized Optional<Known> remembered(String host, Instant now) {
    return Optional.ofNullable(known.get(host)).filter(one -> now.isBefore(one.lookAgainAt()));
  }

  private synchronized void remember(String host, Known fresh) {
    known.remove(host);
    if (known.size() >= MAX_HOSTS) {
      known.pollFirstEntry();
    }
    known.put(host, fresh);
  }
}
