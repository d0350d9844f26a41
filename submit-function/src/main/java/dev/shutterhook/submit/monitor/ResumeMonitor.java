package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorDocument;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.schedule.Occurrences;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code POST /v1/monitors/{id}/resume}: the next run is the schedule's next time from now on; what
 * was missed meanwhile is not made up for. Failures are counted anew.
 */
final class ResumeMonitor implements Endpoint {
  private final MonitorLookup lookup;
  private final MonitorStore monitors;
  private final InstantSource clock;
  private final EventLog log;

  ResumeMonitor(MonitorLookup lookup, MonitorStore monitors, InstantSource clock, EventLog log) {
    this.lookup = lookup;
    this.monitors = monitors;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return Rivalry.overcome(
        lookup, caller.account(), variable, monitor -> resume(request, monitor));
  }

  private Optional<Answer> resume(Request request, Monitor monitor) {
    if (monitor.state() == MonitorState.ACTIVE) {
      return Optional.of(Answer.Reply.ok(MonitorDocument.of(monitor)));
    }
    Instant now = clock.instant();
    Optional<Instant> next = Occurrences.of(monitor.settings(), monitor.createdAt()).after(now);
    if (next.isEmpty()) {
      return Optional.of(
          Answer.Problem.of(
              ProblemCode.CONFLICT,
              "Its schedule has no time to come: change schedule or ends_at first."));
    }
    Monitor resumed = monitor.resumed(next.get(), now);
    if (!monitors.change(resumed, monitor)) {
      return Optional.empty();
    }
    log.event("monitor.resumed")
        .with("monitor", monitor.id())
        .with("account", monitor.account())
        .with("request", request.id())
        .write();
    return Optional.of(Answer.Reply.ok(MonitorDocument.of(resumed)));
  }
}
