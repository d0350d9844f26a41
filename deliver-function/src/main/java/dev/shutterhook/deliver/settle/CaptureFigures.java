package dev.shutterhook.deliver.settle;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.log.EventLog.Line;
import dev.shutterhook.core.render.Timings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a capture's end adds to the metrics; their names are those of the dashboard. */
final class CaptureFigures {
  private CaptureFigures() {}

  static Line measure(Line line, Capture ended, Duration total) {
    line.counted(ended.failure() == null ? "Completed" : "Failed", 1);
    return steps(line.timed("CaptureDuration", total), ended.timings());
  }

  /** Only what was completed says where its time went. */
  private static Line steps(Line line, @Nullable Timings timings) {
    return timings == null
        ? line
        : line.timed("QueuedTime", Duration.ofMillis(timings.queuedMs()))
            .timed("LoadTime", Duration.ofMillis(timings.loadMs()))
            .timed("SettleTime", Duration.ofMillis(timings.settleMs()))
            .timed("ShotTime", Duration.ofMillis(timings.shotMs()))
            .timed("UploadTime", Duration.ofMillis(timings.uploadMs()));
  }
}
