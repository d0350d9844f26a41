package dev.shutterhook.submit.tick;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tick does about one monitor that is due.
 *
 * @param monitor as it was read
 * @param seen when it was due
 * @param next when it is due again; null where its schedule is over
 * @param look what is asked of the renderer; null for nothing
 */
record Step(Monitor monitor, Instant seen, @Nullable Instant next, @Nullable Look look) {
  /**
   * One look at a page.
   *
   * @param capture the run's first one, or its second
   */
  record Look(MonitorRun run, Id capture) {
    /** Whether the run begins with it. */
    boolean first() {
      return capture.equals(run.capture());
    }
  }
}
