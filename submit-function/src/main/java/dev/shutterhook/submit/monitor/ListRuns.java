package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.RunDocument;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.listing.ListParameters;
import dev.shutterhook.submit.listing.PageDocument;
import java.time.Instant;
import java.time.InstantSource;

/** {@code GET /v1/monitors/{id}/runs?limit=&cursor=}, the newest first. */
final class ListRuns implements Endpoint {
  private final MonitorLookup lookup;
  private final RunStore runs;
  private final ArtifactLinks links;
  private final InstantSource clock;

  ListRuns(MonitorLookup lookup, RunStore runs, ArtifactLinks links, InstantSource clock) {
    this.lookup = lookup;
    this.runs = runs;
    this.links = links;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    Fields fields = ListParameters.fields(request.query());
    ListParameters asked = ListParameters.read(fields, Id.Kind.RUN);
    if (!fields.faults().isEmpty()) {
      return Answer.Problem.invalid(fields.faults());
    }
    return lookup
        .find(caller.account(), variable)
        .map(monitor -> list(monitor, asked))
        .orElseGet(MonitorLookup::notFound);
  }

  private Answer list(Monitor monitor, ListParameters asked) {
    Instant now = clock.instant();
    PageDocument<MonitorRun> shown =
        new PageDocument<>(
            "runs",
            runs::find,
            MonitorRun::id,
            run -> now.isBefore(run.expiresAt()),
            run -> RunDocument.of(run, links));
    return Answer.Reply.ok(
        shown.of(runs.page(monitor.id(), asked.before(), asked.limit()), asked.limit()));
  }
}
