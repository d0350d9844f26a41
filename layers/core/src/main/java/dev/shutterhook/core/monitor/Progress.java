package dev.shutterhook.core.monitor;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.render.Box;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor knows by now; written whole, by whoever read the version before.
 *
 * @param version from 0, one more with each write
 * @param reference what the next run is compared with; null before there was one
 * @param accepted what a page may look like as well, at most {@value #MAX_ACCEPTED}: what somebody
 *     approved
 * @param noise where the page differs all the time
 * @param learned how many runs were looked at for it
 * @param confirming the run that is looked at once more; null for none
 * @param told what people were told of last, where runs are compared with what was approved: they
 *     are not told of the same again; null for nothing
 * @param failures in a row
 * @param failing whether people know that it fails
 * @param lastRun that has ended; null before
 * @param lastState of that run; null before
 * @param lastRunAt when that was due; null before
 */
public record Progress(
    long version,
    @Nullable Snapshot reference,
    List<Snapshot> accepted,
    List<Box> noise,
    int learned,
    @Nullable Id confirming,
    @Nullable Snapshot told,
    int failures,
    boolean failing,
    @Nullable Id lastRun,
    @Nullable RunState lastState,
    @Nullable Instant lastRunAt) {
  public static final int MAX_ACCEPTED = 8;

  /** More boxes than these are put together. */
  public static final int MAX_NOISE = 50;

  public static final Progress NONE =
      new Progress(0, null, List.of(), List.of(), 0, null, null, 0, false, null, null, null);

  /**
   * Whether the files of that run's snapshot are needed. What is accepted has files of its own: see
   * {@link Snapshot#acceptedKey}.
   */
  public boolean keeps(Id run) {
    return Stream.of(reference, told)
        .anyMatch(kept -> kept != null && kept.run().equals(run));
  }

  /** All of which it names files. */
  List<Snapshot> kept() {
    return Stream.concat(Stream.of(reference, told).filter(Objects::nonNull), accepted.stream())
        .toList();
  }

  /** The same, but it may look like these, and of none of them were people told. */
  public Progress accepting(List<Snapshot> looks) {
    return next(reference, looks, noise, learned, null, failures);
  }

  /** The same, but what differs all the time is learned again. */
  public Progress withoutNoise() {
    return next(reference, accepted, List.of(), 0, told, failures);
  }

  /**
   * The same, but nothing that was seen before is compared with. A run that is looked at once more
   * still is: it becomes what the next one is compared with.
   */
  public Progress anew() {
    return next(null, List.of(), List.of(), 0, null, failures);
  }

  /** The same, but failures are counted from now on; whether people know of some stays. */
  public Progress afresh() {
    return next(reference, accepted, noise, learned, told, 0);
  }

  private Progress next(
      @Nullable Snapshot comparedWith,
      List<Snapshot> looks,
      List<Box> boxes,
      int runsLearned,
      @Nullable Snapshot toldOf,
      int inARow) {
    return new Progress(
        version + 1,
        comparedWith,
        looks,
        boxes,
        runsLearned,
        confirming,
        toldOf,
        inARow,
        failing,
        lastRun,
        lastState,
        lastRunAt);
  }
}
