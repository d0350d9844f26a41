package dev.shutterhook.submit.tick;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.DueMonitors.Due;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.table.BulkRead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what is due and decides what is done about it. The index is a moment late: what was moved
 * on meanwhile is left out.
 */
record DueSteps(MonitorStore monitors, RunStore runs, CaptureStore captures, Looks looks) {
  /** DynamoDB reads no more items in one call. */
  static final int MOST = BulkRead.MAX_READ;

  /**
   * The steps of some.
   *
   * @param due at most {@link #MOST}
   */
  List<Step> of(List<Due> due, Instant now) {
    List<Monitor> found =
        monitors.find(due.stream().map(Due::id).toList()).stream()
            .filter(monitor -> monitor.state() == MonitorState.ACTIVE)
            .toList();
    Planner planner = planner(found);
    return found.stream().flatMap(monitor -> step(planner, monitor, now)).toList();
  }

  private static Stream<Step> step(Planner planner, Monitor monitor, Instant now) {
    Instant at = monitor.dueAt();
    return at == null || at.isAfter(now)
        ? Stream.empty()
        : Stream.of(planner.step(monitor, at, now));
  }

  /** Few monitors are looked at once more: mostly nothing is read. */
  private Planner planner(List<Monitor> found) {
    List<Id> ids =
        found.stream()
            .map(monitor -> monitor.progress().confirming())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<Id, MonitorRun> confirming =
        runs.find(ids).stream()
            .filter(run -> run.state() == RunState.CONFIRMING)
            .collect(Collectors.toMap(MonitorRun::id, Function.identity()));
    Set<Id> taken =
        captures.find(confirming.values().stream().map(MonitorRun::confirmation).toList()).stream()
            .map(Capture::id)
            .collect(Collectors.toUnmodifiableSet());
    return new Planner(looks, confirming, taken);
  }
}
