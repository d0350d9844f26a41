package dev.shutterhook.submit.tick;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.KeyHolders;
import dev.shutterhook.core.bulk.Parts;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.DueMonitors.Due;
import dev.shutterhook.core.monitor.Monitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one tick does with what it found: wave by wave, several batches at a time. Where a batch
 * fails, each of it is tried alone, so that one that cannot be helped harms no other.
 */
final class Round implements AutoCloseable {
  /** So many monitors are in memory at a time. */
  static final int WAVE = 1_000;

  /** So many captures come in together: the bound of what one of our calls reads. */
  static final int BATCH = 100;

  /** Tuned by TickRate: a batch is waits for answers, and eight of them fill one processor. */
  static final int THREADS = 8;

  /** What failed alone is looked at again then, behind those that came meanwhile. */
  static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(5);

  private final Workers workers;
  private final Spread spread;
  private final BooleanSupplier timeLeft;
  private final InstantSource clock;
  private final EventLog log;
  private final ExecutorService threads;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  /** A round for so many that are due. */
  Round(Workers workers, int due, BooleanSupplier timeLeft, InstantSource clock, EventLog log) {
    this.workers = workers;
    this.spread = Spread.of(due);
    this.timeLeft = timeLeft;
    this.clock = clock;
    this.log = log;
    // Platform threads, as in Batch: virtual ones can lock each other out over class loading.
    this.threads = Executors.newFixedThreadPool(Math.clamp(due, 1, THREADS));
  }

  /** Who does the work. */
  record Workers(
      DueSteps steps, KeyHolders keys, Departures departures, Pruning pruning, Looks looks) {}

  /**
   * What a round came to.
   *
   * @param done monitors that were dealt with
   * @param failed those that were not; the next tick finds them
   */
  record Tally(int done, int failed) {}

  /** Monitors whose captures come in together. */
  private record Group(String key, Duration kept) {}

  private record Batch(Group group, List<Step> steps) {}

  Tally go(List<Due> due) {
    for (List<Due> wave : new Parts(WAVE, WAVE).of(due, one -> 1)) {
      if (timeLeft.getAsBoolean()) {
        wave(wave);
      }
    }
    return new Tally(done.get(), failed.get());
  }

  private void wave(List<Due> wave) {
    List<Step> steps =
        each(new Parts(DueSteps.MOST, DueSteps.MOST).of(wave, one -> 1), this::read).stream()
            .flatMap(List::stream)
            .toList();
    Map<Group, List<Step>> groups = steps.stream().collect(Collectors.groupingBy(this::group));
    Map<String, Caller> callers =
        callers(groups.keySet().stream().map(Group::key).distinct().toList());
    List<Batch> batches =
        groups.entrySet().stream()
            .flatMap(
                group ->
                    new Parts(BATCH, BATCH)
                        .of(group.getValue(), one -> 1).stream()
                            .map(part -> new Batch(group.getKey(), part)))
            .toList();
    each(batches, batch -> depart(batch, callers));
    Instant now = clock.instant();
    each(
        steps.stream().map(Step::monitor).filter(workers.pruning()::concerns).toList(),
        monitor -> prune(monitor, now));
  }

  private Group group(Step step) {
    return new Group(step.monitor().key(), workers.looks().kept(step.monitor()));
  }

  private Map<String, Caller> callers(List<String> keys) {
    Map<String, Caller> callers = new HashMap<>();
    new Parts(KeyHolders.MAX_READ, KeyHolders.MAX_READ)
        .of(keys, one -> 1)
        .forEach(part -> callers.putAll(workers.keys().find(part)));
    return callers;
  }

  private List<Step> read(List<Due> part) {
    try {
      return workers.steps().of(part, clock.instant());
    } catch (RuntimeException e) {
      if (part.size() > 1) {
        return part.stream()
            .takeWhile(one -> timeLeft.getAsBoolean())
            .flatMap(one -> read(List.of(one)).stream())
            .toList();
      }
      hopeless(part.getFirst().id(), part.getFirst().at(), e);
      return List.of();
    }
  }

  private int depart(Batch batch, Map<String, Caller> callers) {
    List<Step> steps = batch.steps();
    if (!timeLeft.getAsBoolean()) {
      return 0;
    }
    try {
      Optional<Caller> caller = Optional.ofNullable(callers.get(batch.group().key()));
      workers.departures().depart(caller, batch.group().kept(), steps, spread);
      return done.addAndGet(steps.size());
    } catch (RuntimeException e) {
      if (steps.size() > 1) {
        return steps.stream()
            .mapToInt(step -> depart(new Batch(batch.group(), List.of(step)), callers))
            .sum();
      }
      hopeless(steps.getFirst().monitor().id(), steps.getFirst().seen(), e);
      return 0;
    }
  }

  private boolean prune(Monitor monitor, Instant now) {
    boolean inTime = timeLeft.getAsBoolean();
    if (inTime) {
      workers.pruning().prune(monitor, now);
    }
    return inTime;
  }

  private void hopeless(Id monitor, Instant seen, RuntimeException reason) {
    failed.incrementAndGet();
    log.problem("monitor.not_run").with("monitor", monitor).because(reason).write();
    try {
      workers.departures().postpone(monitor, seen, PAUSE_AFTER_FAILURE);
    } catch (RuntimeException e) {
      log.problem("monitor.not_postponed").with("monitor", monitor).because(e).write();
    }
  }

  private <T, R> List<R> each(List<T> all, Function<T, R> work) {
    List<Future<R>> results =
        all.stream().map(one -> threads.submit(() -> work.apply(one))).toList();
    return results.stream().map(Round::joined).toList();
  }

  private static <R> R joined(Future<R> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an error in a tick", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the next tick goes on", e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
