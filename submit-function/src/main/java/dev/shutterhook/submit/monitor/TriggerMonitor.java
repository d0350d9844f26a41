package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.RunDocument;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.tick.RunStart;
import java.net.URI;
import java.time.InstantSource;

/**
 * {@code POST /v1/monitors/{id}/trigger}: 202 and a run of now, of a paused monitor too. The
 * schedule goes on as it was.
 */
final class TriggerMonitor implements Endpoint {
  private final MonitorLookup lookup;
  private final RunStart start;
  private final ArtifactLinks links;
  private final InstantSource clock;
  private final EventLog log;

  TriggerMonitor(
      MonitorLookup lookup,
      RunStart start,
      ArtifactLinks links,
      InstantSource clock,
      EventLog log) {
    this.lookup = lookup;
    this.start = start;
    this.links = links;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return lookup
        .find(caller.account(), variable)
        .map(monitor -> trigger(request, caller, monitor))
        .orElseGet(MonitorLookup::notFound);
  }

  private Answer trigger(Request request, Caller caller, Monitor monitor) {
    return switch (start.start(monitor, caller, clock.instant())) {
      case RunStart.Refused(var problem) -> problem;
      case RunStart.Begun(var run) -> {
        log.event("monitor.triggered")
            .with("monitor", monitor.id())
            .with("run", run.id())
            .with("account", caller.account())
            .with("key", caller.key())
            .with("request", request.id())
            .write();
        yield Answer.Reply.at(
            202,
            URI.create("/v1/monitors/" + monitor.id() + "/runs/" + run.id()),
            RunDocument.of(run, links));
      }
    };
  }
}
