package dev.shutterhook.core.monitor;

import dev.shutterhook.core.id.Id;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look at a page.
 *
 * @param id follows from monitor and time: see {@link #idOf}
 * @param monitor whose it is
 * @param account whose the monitor is
 * @param scheduledAt when it was due
 * @param state how far it is
 * @param snapshot what the page looked like; null before, and where the capture failed
 * @param diff what was compared; null where nothing was
 * @param warnings for people: a mask that matched nothing
 * @param failure why it failed; null unless failed
 * @param told whether anybody was told of it
 * @param endedAt when it ended; null before
 * @param expiresAt when it may be deleted, and with it its pictures
 */
public record MonitorRun(
    Id id,
    Id monitor,
    String account,
    Instant scheduledAt,
    RunState state,
    @Nullable Snapshot snapshot,
    @Nullable Diff diff,
    List<String> warnings,
    @Nullable RunFailure failure,
    boolean told,
    @Nullable Instant endedAt,
    Instant expiresAt) {
  public MonitorRun {
    warnings = List.copyOf(warnings);
    if ((state == RunState.FAILED) != (failure != null)) {
      throw new IllegalArgumentException("a failed run has a failure, and only it");
    }
    if (state.terminal() != (endedAt != null)) {
      throw new IllegalArgumentException("a run at its end has ended at some time");
    }
  }

  /** A run whose capture is to be asked for. */
  public static MonitorRun begun(
      Id monitor, String account, Instant scheduledAt, Instant expiresAt) {
    return new MonitorRun(
        idOf(monitor, scheduledAt),
        monitor,
        account,
        scheduledAt,
        RunState.PENDING,
        null,
        null,
        List.of(),
        null,
        false,
        null,
        expiresAt);
  }

  /** The id of a monitor's run at that time: whoever starts it again starts the same. */
  public static Id idOf(Id monitor, Instant scheduledAt) {
    return monitor.at(Id.Kind.RUN, scheduledAt);
  }

  /** The capture that shows what the page looks like. */
  public Id capture() {
    return captureOf(id, 0);
  }

  /** The capture that looks at it once more. */
  public Id confirmation() {
    return captureOf(id, 1);
  }

  private static Id captureOf(Id run, int look) {
    return run.child(Id.Kind.CAPTURE, look);
  }

  /** The same run, which differs and is looked at once more. */
  public MonitorRun confirming(Snapshot seen, Diff found) {
    return new MonitorRun(
        id,
        monitor,
        account,
        scheduledAt,
        RunState.CONFIRMING,
        seen,
        found,
        warnings,
        null,
        false,
        null,
        expiresAt);
  }

  /** The same run at its end. */
  public MonitorRun ended(
      RunState end,
      @Nullable Snapshot seen,
      @Nullable Diff found,
      List<String> remarks,
      boolean news,
      Instant now) {
    return new MonitorRun(
        id, monitor, account, scheduledAt, end, seen, found, remarks, null, news, now, expiresAt);
  }

  /** The same run, which gave nothing. */
  public MonitorRun failed(RunFailure reason, boolean news, Instant now) {
    return new MonitorRun(
        id,
        monitor,
        account,
        scheduledAt,
        RunState.FAILED,
        snapshot,
        null,
        warnings,
        reason,
        news,
        now,
        expiresAt);
  }
}
