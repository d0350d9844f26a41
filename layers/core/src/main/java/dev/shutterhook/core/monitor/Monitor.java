package dev.shutterhook.core.monitor;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.seal.SealedIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page that is looked at by a schedule.
 *
 * @param id its id
 * @param account whose it is; nobody else learns that it exists
 * @param key the public id of the key that made it: its captures are counted for that one
 * @param settings what the client wants
 * @param identity as whom the page is visited; null for nobody
 * @param state whether its runs are scheduled
 * @param pausedBecause why it is paused: see {@link Pause}; null unless paused
 * @param dueAt when it is to be looked at next; null where it is not
 * @param progress what it knows by now
 * @param createdAt when it was made
 * @param updatedAt when its settings were changed last
 */
public record Monitor(
    Id id,
    String account,
    String key,
    MonitorSettings settings,
    @Nullable SealedIdentity identity,
    MonitorState state,
    @Nullable Pause pausedBecause,
    @Nullable Instant dueAt,
    Progress progress,
    Instant createdAt,
    Instant updatedAt) {
  public Monitor {
    if (id.kind() != Id.Kind.MONITOR) {
      throw new IllegalArgumentException("a monitor's id is one");
    }
    if (state != MonitorState.ACTIVE && dueAt != null) {
      throw new IllegalArgumentException("only what is active is due");
    }
  }

  /** One that is made now, visits its page as nobody and is due at once. */
  public static Monitor made(
      Id id, String account, String key, MonitorSettings settings, Instant now) {
    return new Monitor(
        id, account, key, settings, null, MonitorState.ACTIVE, null, now, Progress.NONE, now, now);
  }

  /** The same monitor, but this is what it knows. */
  public Monitor knowing(Progress known) {
    return new Monitor(
        id,
        account,
        key,
        settings,
        identity,
        state,
        pausedBecause,
        dueAt,
        known,
        createdAt,
        updatedAt);
  }

  /** The same monitor, paused because it failed too often. */
  public Monitor failing(Progress known) {
    return new Monitor(
        id,
        account,
        key,
        settings,
        identity,
        MonitorState.PAUSED,
        Pause.FAILURES,
        null,
        known,
        createdAt,
        updatedAt);
  }

  /** The same monitor, which is to do what its client wants by now. */
  public Monitor changed(
      MonitorSettings wanted,
      @Nullable SealedIdentity visitor,
      @Nullable Instant due,
      Progress known,
      Instant now) {
    return new Monitor(
        id, account, key, wanted, visitor, state, pausedBecause, due, known, createdAt, now);
  }

  /** The same monitor, whose runs are no longer scheduled. */
  public Monitor paused(Pause why, Instant now) {
    return in(MonitorState.PAUSED, why, null, progress, now);
  }

  /** The same monitor at work again: its failures are counted from now on. */
  public Monitor resumed(Instant due, Instant now) {
    return in(MonitorState.ACTIVE, null, due, progress.afresh(), now);
  }

  private Monitor in(
      MonitorState other, @Nullable Pause why, @Nullable Instant due, Progress known, Instant now) {
    return new Monitor(
        id, account, key, settings, identity, other, why, due, known, createdAt, now);
  }

  /** Why a monitor is paused. */
  public enum Pause {
    /** Somebody wanted it. */
    REQUESTED,
    /** It failed too often in a row. */
    FAILURES,
    /** Its schedule has no further occurrence, or its end is reached. */
    ENDED
  }
}
