package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.log.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Goes once through what is overdue of one kind, page by page, until nothing new comes, the bound
 * is reached or the time is up. One that fails stops no other. Not for several threads.
 */
final class Sweep {
  /** One page: so many of each shard of the index. */
  static final int MOST_PER_SHARD = 25;

  /**
   * With pages of 100, five thousand records a run; the next run is a minute away. Most of so many
   * need nothing: captures that wait behind others are looked at once, for some 5 ms each, and what
   * is really lost stands among them in the order of time.
   */
  static final int MOST_PAGES = 50;

  /** Records that are dealt with in a run: that takes some 30 ms each, and other kinds wait. */
  static final int MOST_RECORDS = 2_000;

  /** What failed is looked at again then, behind those that came meanwhile. */
  static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(5);

  private final Rescue rescue;
  private final InstantSource clock;
  private final EventLog log;
  private final Set<Id> seen = new HashSet<>();
  private int helped;
  private int failed;

  Sweep(Rescue rescue, InstantSource clock, EventLog log) {
    this.rescue = rescue;
    this.clock = clock;
    this.log = log;
  }

  /**
   * What a sweep came to.
   *
   * @param helped records that are on their way again, to an end or to a receiver
   * @param failed records and pages that could not be dealt with
   */
  record Tally(int helped, int failed) {
    Tally plus(Tally other) {
      return new Tally(helped + other.helped, failed + other.failed);
    }
  }

  Tally run(BooleanSupplier timeLeft) {
    BooleanSupplier goesOn = () -> helped + failed < MOST_RECORDS && timeLeft.getAsBoolean();
    for (int page = 0; page < MOST_PAGES && goesOn.getAsBoolean(); page++) {
      List<Id> fresh = page().stream().filter(seen::add).toList();
      if (fresh.isEmpty()) {
        break;
      }
      fresh.stream().takeWhile(id -> goesOn.getAsBoolean()).forEach(this::resume);
    }
    return new Tally(helped, failed);
  }

  private List<Id> page() {
    try {
      return rescue.overdue(clock.instant(), MOST_PER_SHARD);
    } catch (RuntimeException e) {
      failed++;
      log.problem("reconcile.failed").with("kind", rescue.kind()).because(e).write();
      return List.of();
    }
  }

  private void resume(Id id) {
    try {
      Rescue.Rescued rescued = rescue.resume(id, clock.instant());
      switch (rescued) {
        case NOTHING -> {}
        case RESUMED -> noted(".resumed", id);
        case GIVEN_UP -> noted(".given_up", id);
        case DISCARDED -> noted(".discarded", id);
      }
    } catch (RuntimeException e) {
      failed++;
      log.problem(rescue.kind() + ".not_resumed").with(rescue.kind(), id).because(e).write();
      postpone(id);
    }
  }

  private void noted(String outcome, Id id) {
    helped++;
    log.event(rescue.kind() + outcome).with(rescue.kind(), id).write();
  }

  private void postpone(Id id) {
    try {
      rescue.postpone(id, clock.instant().plus(PAUSE_AFTER_FAILURE));
    } catch (RuntimeException e) {
      log.problem(rescue.kind() + ".not_postponed").with(rescue.kind(), id).because(e).write();
    }
  }
}
