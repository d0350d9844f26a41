package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.AcceptedLooks;
import dev.shutterhook.core.monitor.MonitorDocument;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunDocument;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Route;
import dev.shutterhook.submit.idempotency.Idempotency;
import dev.shutterhook.submit.tick.RunStart;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The routes of this package. */
public final class MonitorRoutes {
  private static final String MONITORS = "/v1/monitors";
  private static final String MONITOR = MONITORS + "/{id}";

  private final Rules rules;
  private final MonitorStore monitors;
  private final RunStore runs;
  private final MonitorLookup lookup;
  private final ArtifactLinks links;
  private final InstantSource clock;
  private final EventLog log;

  /** Routes to those monitors and runs. */
  public MonitorRoutes(
      Rules rules,
      MonitorStore monitors,
      RunStore runs,
      ArtifactLinks links,
      InstantSource clock,
      EventLog log) {
    this.rules = rules;
    this.monitors = monitors;
    this.runs = runs;
    this.lookup = new MonitorLookup(monitors, runs, clock);
    this.links = links;
    this.clock = clock;
    this.log = log;
  }

  /**
   * What holds for all monitors.
   *
   * @param egress whether webhooks may go without TLS
   * @param retentionDays until a run is deleted, at most
   * @param monitorsPerAccount that are not deleted
   * @param sealingKey hides as whom pages are visited
   */
  public record Rules(
      EgressPolicy egress, int retentionDays, int monitorsPerAccount, SealingKey sealingKey) {}

  /** All of them. */
  public List<Route> all(Idempotency idempotency, RunStart start, AcceptedLooks looks) {
    return Stream.of(settings(idempotency, looks), work(start), runs(), baseline(looks))
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> settings(Idempotency idempotency, AcceptedLooks looks) {
    MonitorRequest.Rules asked = new MonitorRequest.Rules(rules.egress(), rules.retentionDays());
    AcceptMonitor.Allowed allowed =
        new AcceptMonitor.Allowed(rules.monitorsPerAccount(), rules.sealingKey());
    return List.of(
        Route.keyed(
            "POST", MONITORS, new AcceptMonitor(asked, allowed, monitors, idempotency, clock, log)),
        Route.keyed("GET", MONITORS, new ListMonitors(monitors)),
        Route.keyed(
            "GET",
            MONITOR,
            (request, caller, variable) ->
                lookup
                    .find(caller.account(), variable)
                    .<Answer>map(monitor -> Answer.Reply.ok(MonitorDocument.of(monitor)))
                    .orElseGet(MonitorLookup::notFound)),
        Route.keyed(
            "PATCH",
            MONITOR,
            new ChangeMonitor(asked, rules.sealingKey(), lookup, monitors, looks, clock, log)),
        Route.keyed("DELETE", MONITOR, new DeleteMonitor(lookup, monitors, clock, log)));
  }

  private List<Route> work(RunStart start) {
    return List.of(
        Route.keyed("POST", MONITOR + "/pause", new PauseMonitor(lookup, monitors, clock, log)),
        Route.keyed("POST", MONITOR + "/resume", new ResumeMonitor(lookup, monitors, clock, log)),
        Route.keyed(
            "POST", MONITOR + "/trigger", new TriggerMonitor(lookup, start, links, clock, log)),
        Route.keyed("DELETE", MONITOR + "/noise", new ForgetNoise(lookup, monitors, clock, log)));
  }

  private List<Route> runs() {
    return List.of(
        Route.keyed("GET", MONITOR + "/runs", new ListRuns(lookup, runs, links, clock)),
        Route.keyed(
            "GET",
            MONITOR + "/runs/{run}",
            (request, caller, variable) ->
                lookup
                    .findRun(caller.account(), variable)
                    .<Answer>map(found -> Answer.Reply.ok(RunDocument.of(found.run(), links)))
                    .orElseGet(MonitorLookup::noRun)),
        Route.keyed("GET", MONITOR + "/runs/{run}/diff", new ShowDiff(lookup, links)));
  }

  private List<Route> baseline(AcceptedLooks looks) {
    return List.of(
        Route.keyed(
            "GET",
            MONITOR + "/baseline",
            (request, caller, variable) ->
                lookup
                    .find(caller.account(), variable)
                    .<Answer>map(monitor -> Answer.Reply.ok(BaselineDocument.of(monitor, links)))
                    .orElseGet(MonitorLookup::notFound)),
        Route.keyed(
            "POST", MONITOR + "/baseline", new ApproveRun(lookup, monitors, looks, links, log)),
        Route.keyed(
            "DELETE", MONITOR + "/baseline/{run}", new DropLook(lookup, monitors, looks, log)));
  }
}
