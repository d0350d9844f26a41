package dev.shutterhook.submit.monitor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorDocument;
import dev.shutterhook.core.monitor.MonitorSettings;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.idempotency.Idempotency;
import dev.shutterhook.submit.schedule.Occurrences;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@code POST /v1/monitors}: 201 and the monitor, which is at work from now on. */
final class AcceptMonitor implements Endpoint {
  private final MonitorRequest.Rules rules;
  private final Allowed allowed;
  private final MonitorStore monitors;
  private final Idempotency idempotency;
  private final InstantSource clock;
  private final EventLog log;

  AcceptMonitor(
      MonitorRequest.Rules rules,
      Allowed allowed,
      MonitorStore monitors,
      Idempotency idempotency,
      InstantSource clock,
      EventLog log) {
    this.rules = rules;
    this.allowed = allowed;
    this.monitors = monitors;
    this.idempotency = idempotency;
    this.clock = clock;
    this.log = log;
  }

  /**
   * What an account may have, and what hides as whom a page is visited.
   *
   * @param monitors that are not deleted, about: they are counted in an index that is a moment late
   */
  record Allowed(int monitors, SealingKey sealingKey) {}

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (MonitorBody.of(request)) {
      case MonitorBody.Refused(var problem) -> problem;
      case MonitorBody.Given(var body) -> read(request, caller, body);
    };
  }

  private Answer read(Request request, Caller caller, ObjectNode body) {
    Instant now = clock.instant();
    return switch (MonitorRequest.read(body, null, rules, now, now)) {
      case MonitorRequest.Refused(var faults) -> Answer.Problem.invalid(faults);
      case MonitorRequest.Accepted(var asked) ->
          idempotency.once(
              request, caller, Id.Kind.MONITOR, id -> accept(request, caller, id, asked, now));
    };
  }

  private Answer accept(Request request, Caller caller, Id id, MonitorRequest asked, Instant now) {
    // Whoever asks again with the same id gets what was made for who asked first.
    Optional<Monitor> known = monitors.find(id);
    if (known.isPresent()) {
      return created(known.get());
    }
    int most = allowed.monitors();
    if (most == 0 || monitors.count(caller.account(), most) >= most) {
      return Answer.Problem.of(
          ProblemCode.QUOTA_EXCEEDED,
          "An account may have " + most + " monitors; those that are paused count too.");
    }
    Monitor monitor = monitor(id, caller, asked, now);
    if (!monitors.create(monitor)) {
      return monitors.find(id).map(AcceptMonitor::created).orElseGet(MonitorLookup::notFound);
    }
    log.event("monitor.created")
        .with("monitor", id)
        .with("account", caller.account())
        .with("key", caller.key())
        .with("request", request.id())
        .write();
    return created(monitor);
  }

  private Monitor monitor(Id id, Caller caller, MonitorRequest asked, Instant now) {
    MonitorSettings settings = asked.settings();
    CaptureOptions visible = asked.visible();
    SealedIdentity identity =
        visible == null ? null : SealedIdentity.in(visible, id, allowed.sealingKey()).orElse(null);
    return new Monitor(
        id,
        caller.account(),
        caller.key(),
        settings,
        identity,
        MonitorState.ACTIVE,
        null,
        Occurrences.of(settings, now).from(now).orElseThrow(),
        Progress.NONE,
        now,
        now);
  }

  private static Answer created(Monitor monitor) {
    return Answer.Reply.at(
        201, URI.create("/v1/monitors/" + monitor.id()), MonitorDocument.of(monitor));
  }
}
