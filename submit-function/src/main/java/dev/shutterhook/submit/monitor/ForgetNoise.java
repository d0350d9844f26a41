package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code DELETE /v1/monitors/{id}/noise}: where the page differs all the time is learned again, at
 * once where the monitor is at work.
 */
final class ForgetNoise implements Endpoint {
  private final MonitorLookup lookup;
  private final MonitorStore monitors;
  private final InstantSource clock;
  private final EventLog log;

  ForgetNoise(MonitorLookup lookup, MonitorStore monitors, InstantSource clock, EventLog log) {
    this.lookup = lookup;
    this.monitors = monitors;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return Rivalry.overcome(
        lookup, caller.account(), variable, monitor -> forget(request, monitor));
  }

  private Optional<Answer> forget(Request request, Monitor monitor) {
    if (!monitors.progress(monitor.id(), monitor.progress().withoutNoise())) {
      return Optional.empty();
    }
    if (monitor.settings().compare().learnNoise() > 0) {
      monitors.hasten(monitor.id(), clock.instant());
    }
    log.event("monitor.noise_forgotten")
        .with("monitor", monitor.id())
        .with("request", request.id())
        .write();
    return Optional.of(new Answer.Nothing());
  }
}
