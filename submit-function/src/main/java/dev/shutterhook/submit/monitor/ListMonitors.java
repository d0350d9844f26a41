package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorDocument;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.listing.ListParameters;
import dev.shutterhook.submit.listing.PageDocument;

/** {@code GET /v1/monitors?limit=&cursor=}, the newest first. */
final class ListMonitors implements Endpoint {
  private final MonitorStore monitors;

  ListMonitors(MonitorStore monitors) {
    this.monitors = monitors;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    Fields fields = ListParameters.fields(request.query());
    ListParameters asked = ListParameters.read(fields, Id.Kind.MONITOR);
    if (!fields.faults().isEmpty()) {
      return Answer.Problem.invalid(fields.faults());
    }
    PageDocument<Monitor> shown =
        new PageDocument<>(
            "monitors",
            monitors::find,
            Monitor::id,
            monitor -> MonitorLookup.visible(monitor, caller.account()),
            MonitorDocument::of);
    return Answer.Reply.ok(
        shown.of(monitors.page(caller.account(), asked.before(), asked.limit()), asked.limit()));
  }
}
