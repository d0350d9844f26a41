package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.InstantSource;

/**
 * {@code DELETE /v1/monitors/{id}}: from now on it does not exist; ReconcileFunction deletes its
 * runs and pictures.
 */
final class DeleteMonitor implements Endpoint {
  private final MonitorLookup lookup;
  private final MonitorStore monitors;
  private final InstantSource clock;
  private final EventLog log;

  DeleteMonitor(MonitorLookup lookup, MonitorStore monitors, InstantSource clock, EventLog log) {
    this.lookup = lookup;
    this.monitors = monitors;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return lookup
        .find(caller.account(), variable)
        .filter(monitor -> monitors.deleting(monitor.id(), clock.instant()))
        .map(monitor -> deleted(request, monitor))
        .orElseGet(MonitorLookup::notFound);
  }

  private Answer deleted(Request request, Monitor monitor) {
    log.event("monitor.deleted")
        .with("monitor", monitor.id())
        .with("account", monitor.account())
        .with("request", request.id())
        .write();
    return new Answer.Nothing();
  }
}
