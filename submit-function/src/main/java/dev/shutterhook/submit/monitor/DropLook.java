package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.AcceptedLooks;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.util.List;
import java.util.Optional;

/** {@code DELETE /v1/monitors/{id}/baseline/{run}}: the page may no longer look as it did there. */
final class DropLook implements Endpoint {
  private final MonitorLookup lookup;
  private final MonitorStore monitors;
  private final AcceptedLooks looks;
  private final EventLog log;

  DropLook(MonitorLookup lookup, MonitorStore monitors, AcceptedLooks looks, EventLog log) {
    this.lookup = lookup;
    this.monitors = monitors;
    this.looks = looks;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    int slash = variable.indexOf('/');
    String run = variable.substring(slash + 1);
    return Rivalry.overcome(
        lookup,
        caller.account(),
        variable.substring(0, slash),
        monitor -> drop(request, monitor, run));
  }

  private Optional<Answer> drop(Request request, Monitor monitor, String run) {
    Progress progress = monitor.progress();
    List<Snapshot> kept =
        progress.accepted().stream().filter(look -> !look.run().toString().equals(run)).toList();
    if (kept.size() == progress.accepted().size()) {
      return Optional.of(
          Answer.Problem.of(ProblemCode.NOT_FOUND, "Nothing of this run is accepted."));
    }
    Progress after = progress.accepting(kept);
    if (!monitors.progress(monitor.id(), after)) {
      return Optional.empty();
    }
    looks.dropUnneeded(progress, after);
    log.event("monitor.disapproved")
        .with("monitor", monitor.id())
        .with("run", run)
        .with("request", request.id())
        .write();
    return Optional.of(new Answer.Nothing());
  }
}
