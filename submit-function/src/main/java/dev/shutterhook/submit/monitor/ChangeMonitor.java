package dev.shutterhook.submit.monitor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.AcceptedLooks;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorDocument;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code PATCH /v1/monitors/{id}}: a JSON merge patch (RFC 7396) of the monitor and of its {@code
 * compare}; all else that it names is replaced whole. What results is read like a new monitor.
 */
final class ChangeMonitor implements Endpoint {
  private static final String CAPTURE = "capture";
  private static final String COMPARE = "compare";
  private static final String DESTINATIONS = "destinations";
  private static final List<String> TIMES = List.of("schedule", "timezone", "starts_at", "ends_at");

  /** Of a monitor's document, what a client writes; the other two are never shown in full. */
  private static final List<String> WRITABLE =
      List.of(
          "name",
          "schedule",
          "timezone",
          "starts_at",
          "ends_at",
          COMPARE,
          "notify",
          "fail_after",
          "pause_after",
          "retention_days",
          "metadata");

  private final MonitorRequest.Rules rules;
  private final SealingKey sealingKey;
  private final MonitorLookup lookup;
  private final MonitorStore monitors;
  private final AcceptedLooks looks;
  private final InstantSource clock;
  private final EventLog log;

  ChangeMonitor(
      MonitorRequest.Rules rules,
      SealingKey sealingKey,
      MonitorLookup lookup,
      MonitorStore monitors,
      AcceptedLooks looks,
      InstantSource clock,
      EventLog log) {
    this.rules = rules;
    this.sealingKey = sealingKey;
    this.lookup = lookup;
    this.monitors = monitors;
    this.looks = looks;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (MonitorBody.of(request)) {
      case MonitorBody.Refused(var problem) -> problem;
      case MonitorBody.Given(var patch) ->
          Rivalry.overcome(
              lookup, caller.account(), variable, monitor -> change(request, monitor, patch));
    };
  }

  private Optional<Answer> change(Request request, Monitor monitor, ObjectNode patch) {
    Instant now = clock.instant();
    CaptureOptions kept = patch.has(CAPTURE) ? null : monitor.settings().options();
    // What was right when it was made stays right where nobody touches it.
    Instant from = TIMES.stream().anyMatch(patch::has) ? now : monitor.createdAt();
    return switch (MonitorRequest.read(
        merged(monitor, patch), kept, rules, monitor.createdAt(), from)) {
      case MonitorRequest.Refused(var faults) -> Optional.of(Answer.Problem.invalid(faults));
      case MonitorRequest.Accepted(var asked) -> {
        Monitor changed = new Amendment(monitor, asked, sealingKey).at(now);
        yield monitors.change(changed, monitor)
            ? Optional.of(told(request, monitor, changed))
            : Optional.empty();
      }
    };
  }

  private Answer told(Request request, Monitor before, Monitor changed) {
    boolean anew = changed.progress().version() != before.progress().version();
    if (anew) {
      looks.dropUnneeded(before.progress(), changed.progress());
    }
    log.event("monitor.updated")
        .with("monitor", changed.id())
        .with("account", changed.account())
        .with("anew", anew)
        .with("request", request.id())
        .write();
    return Answer.Reply.ok(MonitorDocument.of(changed));
  }

  private static ObjectNode merged(Monitor monitor, ObjectNode patch) {
    ObjectNode body = MonitorDocument.of(monitor).retain(WRITABLE);
    ArrayNode destinations = body.putArray(DESTINATIONS);
    monitor
        .settings()
        .destinations()
        .forEach(
            one ->
                destinations
                    .addObject()
                    .put("type", one.type().name().toLowerCase(Locale.ROOT))
                    .put("url", one.url().toString()));
    ObjectNode compare = (ObjectNode) body.path(COMPARE);
    body.setAll(patch);
    if (patch.get(COMPARE) instanceof ObjectNode some) {
      body.set(COMPARE, compare.<ObjectNode>setAll(some));
    }
    return body;
  }
}
