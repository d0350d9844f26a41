package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.AcceptedLooks;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.BodyFields;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /v1/monitors/{id}/baseline}: what a run has seen is what the page may look like, from
 * now on alone or, as a variant, besides what was approved before.
 */
final class ApproveRun implements Endpoint {
  private static final int MAX_ID_BYTES = 64;

  /** About what a run takes. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final MonitorLookup lookup;
  private final MonitorStore monitors;
  private final AcceptedLooks looks;
  private final ArtifactLinks links;
  private final EventLog log;

  ApproveRun(
      MonitorLookup lookup,
      MonitorStore monitors,
      AcceptedLooks looks,
      ArtifactLinks links,
      EventLog log) {
    this.lookup = lookup;
    this.monitors = monitors;
    this.looks = looks;
    this.links = links;
    this.log = log;
  }

  /** What a client asks for. */
  private record Approval(String run, boolean variant) {}

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (BodyFields.of(request)) {
      case BodyFields.Refused(var problem) -> problem;
      case BodyFields.Given(var fields) -> read(request, caller, variable, fields);
    };
  }

  private Answer read(Request request, Caller caller, String variable, Fields fields) {
    if (!fields.given("run")) {
      fields.fault("run", "is required");
    }
    Approval asked =
        new Approval(fields.text("run", MAX_ID_BYTES).orElse(""), fields.flag("variant", false));
    List<Fault> faults = fields.faults();
    return faults.isEmpty()
        ? Rivalry.overcome(
            lookup, caller.account(), variable, monitor -> approve(request, monitor, asked))
        : Answer.Problem.invalid(faults);
  }

  private Optional<Answer> approve(Request request, Monitor monitor, Approval asked) {
    Optional<MonitorRun> run = lookup.run(monitor, asked.run());
    if (run.isEmpty()) {
      return refused("is not a run of this monitor");
    }
    if (!run.get().state().terminal()) {
      return Optional.of(
          Answer.Problem.passing(ProblemCode.CONFLICT, "The run has not ended yet.", RETRY_AFTER));
    }
    Snapshot seen = run.get().snapshot();
    return seen == null
        ? refused("has no picture: the run failed")
        : approve(request, monitor, seen, asked.variant());
  }

  private Optional<Answer> approve(
      Request request, Monitor monitor, Snapshot seen, boolean variant) {
    Progress progress = monitor.progress();
    List<Snapshot> kept =
        variant
            ? progress.accepted().stream().filter(look -> !look.run().equals(seen.run())).toList()
            : List.of();
    if (kept.size() == Progress.MAX_ACCEPTED) {
      return Optional.of(
          Answer.Problem.of(
              ProblemCode.CONFLICT,
              "At most " + Progress.MAX_ACCEPTED + " looks are accepted: take one away first."));
    }
    Optional<Snapshot> look = looks.keep(monitor.id(), seen, progress.version() + 1);
    if (look.isEmpty()) {
      return Optional.of(
          Answer.Problem.of(ProblemCode.CONFLICT, "The run's picture is no longer kept."));
    }
    List<Snapshot> accepted = new ArrayList<>(kept);
    accepted.add(look.get());
    Progress after = progress.accepting(accepted);
    if (!monitors.progress(monitor.id(), after)) {
      letGo(monitor, look.get());
      return Optional.empty();
    }
    looks.dropUnneeded(progress, after);
    log.event("monitor.approved")
        .with("monitor", monitor.id())
        .with("run", seen.run())
        .with("accepted", accepted.size())
        .with("request", request.id())
        .write();
    return lookup
        .find(monitor.account(), monitor.id().toString())
        .<Answer>map(now -> Answer.Reply.ok(BaselineDocument.of(now, links)))
        .or(() -> Optional.of(MonitorLookup.notFound()));
  }

  /** Whoever was faster may have approved the same run: then the files are theirs by now. */
  private void letGo(Monitor monitor, Snapshot look) {
    boolean theirs =
        monitors
            .find(monitor.id())
            .filter(
                now ->
                    now.progress().accepted().stream()
                        .anyMatch(other -> other.picture().equals(look.picture())))
            .isPresent();
    if (!theirs) {
      looks.drop(look);
    }
  }

  private static Optional<Answer> refused(String fault) {
    return Optional.of(Answer.Problem.invalid(List.of(new Fault("run", fault))));
  }
}
