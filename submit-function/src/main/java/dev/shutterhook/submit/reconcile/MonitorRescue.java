package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.submit.tick.RunRemoval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes what monitors leave that somebody has deleted: runs with their captures, pictures, and
 * last the record. A visit does a bounded portion of it, the next one goes on.
 */
final class MonitorRescue implements Rescue {
  /** Whoever saw the monitor before it was deleted has started, or compared, its run by then. */
  static final Duration GRACE = Duration.ofMinutes(10);

  /** Between two visits. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  /** Runs that are looked for at a time. */
  static final int PORTION = 25;

  /** Of one visit, where its time lasts. */
  static final int MOST_PORTIONS = 40;

  /** No portion begins later in a visit: one takes a second or two. */
  static final Duration VISIT = Duration.ofSeconds(3);

  private final MonitorStore monitors;
  private final RunStore runs;
  private final RunRemoval removal;
  private final PictureStore pictures;

  MonitorRescue(MonitorStore monitors, RunStore runs, RunRemoval removal, PictureStore pictures) {
    this.monitors = monitors;
    this.runs = runs;
    this.removal = removal;
    this.pictures = pictures;
  }

  @Override
  public String kind() {
    return "removal";
  }

  @Override
  public List<Id> overdue(Instant now, int mostPerShard) {
    return monitors.overdue(now, mostPerShard);
  }

  @Override
  public Rescued resume(Id id, Instant now) {
    Optional<Monitor> found =
        monitors.find(id).filter(monitor -> monitor.state() == MonitorState.DELETING);
    if (found.isEmpty()) {
      return Rescued.NOTHING;
    }
    int removed = removed(id, now);
    boolean left = !runs.before(id, end(now), 1).isEmpty();
    boolean cleared =
        !left
            && pictures.deleteAll(Diff.folderOf(id))
            && pictures.deleteAll(Snapshot.keptFolder(id));
    // It was changed last when it was deleted.
    Instant quiet = found.get().updatedAt().plus(GRACE);
    if (cleared && !now.isBefore(quiet)) {
      monitors.delete(id);
      return Rescued.RESUMED;
    }
    monitors.remind(id, cleared ? quiet : now.plus(PAUSE));
    return removed > 0 ? Rescued.RESUMED : Rescued.NOTHING;
  }

  /** A run whose capture has not ended stays until it has. */
  private int removed(Id monitor, Instant now) {
    long begun = System.nanoTime();
    int removed = 0;
    for (int portion = 0;
        portion < MOST_PORTIONS && System.nanoTime() - begun < VISIT.toNanos();
        portion++) {
      List<Id> oldest = runs.before(monitor, end(now), PORTION);
      long gone = runs.find(oldest).stream().filter(removal::remove).count();
      if (gone == 0) {
        break;
      }
      removed += (int) gone;
    }
    return removed;
  }

  /** Later than every run that was ever started, whosever clock was ahead. */
  private static Instant end(Instant now) {
    return now.plus(Duration.ofDays(1));
  }

  @Override
  public void postpone(Id id, Instant until) {
    monitors.remind(id, until);
  }
}
