package dev.shutterhook.monitor.run;

import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.webhook.EventType;
import java.util.List;

/**
 * What follows from a finding.
 *
 * @param run as it shall be
 * @param progress as it shall be
 * @param events what people are told of, in this order
 * @param again whether the page is to be looked at once more at once
 * @param pausing whether the monitor is paused
 * @param dropped what is no longer needed
 */
record Conclusion(
    MonitorRun run,
    Progress progress,
    List<EventType> events,
    boolean again,
    boolean pausing,
    List<Snapshot> dropped) {
  Conclusion {
    events = List.copyOf(events);
    dropped = List.copyOf(dropped);
  }

  /** The monitor as it is then. */
  Monitor after(Monitor before) {
    return pausing ? before.failing(progress) : before.knowing(progress);
  }
}
