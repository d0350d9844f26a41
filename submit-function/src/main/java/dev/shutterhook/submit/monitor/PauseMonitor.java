package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorDocument;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.InstantSource;
import java.util.Optional;

/** {@code POST /v1/monitors/{id}/pause}: no run is scheduled until it is resumed. */
final class PauseMonitor implements Endpoint {
  private final MonitorLookup lookup;
  private final MonitorStore monitors;
  private final InstantSource clock;
  private final EventLog log;

  PauseMonitor(MonitorLookup lookup, MonitorStore monitors, InstantSource clock, EventLog log) {
    this.lookup = lookup;
    this.monitors = monitors;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return Rivalry.overcome(lookup, caller.account(), variable, monitor -> pause(request, monitor));
  }

  private Optional<Answer> pause(Request request, Monitor monitor) {
    if (monitor.state() == MonitorState.PAUSED) {
      return Optional.of(Answer.Reply.ok(MonitorDocument.of(monitor)));
    }
    Monitor paused = monitor.paused(Monitor.Pause.REQUESTED, clock.instant());
    if (!monitors.change(paused, monitor)) {
      return Optional.empty();
    }
    log.event("monitor.paused")
        .with("monitor", monitor.id())
        .with("account", monitor.account())
        .with("request", request.id())
        .write();
    return Optional.of(Answer.Reply.ok(MonitorDocument.of(paused)));
  }
}
