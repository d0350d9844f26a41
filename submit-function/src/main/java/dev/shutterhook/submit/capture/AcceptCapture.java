package dev.shutterhook.submit.capture;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.JsonBody;
import dev.shutterhook.submit.http.Request;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@code POST /v1/captures}. What is not valid leaves no trace; what is stored will be rendered,
 * even where this function dies right after.
 */
public final class AcceptCapture implements Endpoint {
  private final Rules rules;
  private final Allowance allowance;
  private final Stores stores;
  private final Ids ids;
  private final InstantSource clock;
  private final EventLog log;

  public AcceptCapture(
      Rules rules, Allowance allowance, Stores stores, Ids ids, InstantSource clock, EventLog log) {
    this.rules = rules;
    this.allowance = allowance;
    this.stores = stores;
    this.ids = ids;
    this.clock = clock;
    this.log = log;
  }

  /**
   * What holds for all requests.
   *
   * @param egress whether webhooks may go without TLS
   * @param retention until a capture is deleted
   * @param sealingKey hides as whom a page is visited
   */
  public record Rules(EgressPolicy egress, Duration retention, SealingKey sealingKey) {}

  /** Where a capture goes: the table, the bucket, the queue, and back to the client. */
  public record Stores(
      CaptureStore captures, SourceStore sources, OrderDesk orders, CaptureDocument document) {}

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (JsonBody.of(request)) {
      case JsonBody.Refused(var problem) -> problem;
      case JsonBody.Text(var text) ->
          switch (CaptureRequest.read(text, rules.egress())) {
            case CaptureRequest.Refused(var faults) -> Answer.Problem.invalid(faults);
            case CaptureRequest.Accepted(var accepted) -> accept(request, caller, accepted);
          };
    };
  }

  private Answer accept(Request request, Caller caller, CaptureRequest accepted) {
    Instant now = clock.instant();
    return switch (allowance.take(caller, 1, now)) {
      case Allowance.Refused(var problem) -> problem;
      case Allowance.Granted() -> {
        try {
          yield store(request, caller, accepted, now);
        } catch (RuntimeException e) {
          allowance.giveBack(caller, 1, now);
          throw e;
        }
      }
    };
  }

  private Answer store(Request request, Caller caller, CaptureRequest accepted, Instant now) {
    Id id = ids.next(Id.Kind.CAPTURE);
    Source source = accepted.options().source();
    Source kept = stores.sources().keep(id, source);
    SealedIdentity identity =
        SealedIdentity.in(accepted.options(), id, rules.sealingKey()).orElse(null);
    Trace trace =
        request.header(Trace.HEADER).flatMap(Trace::parse).orElseGet(() -> Trace.begunBy(id));
    Capture capture =
        Capture.queued(id, caller.account(), ids.token(), accepted.from(kept), identity, now)
            .by(new Origin(Origin.NATIVE, request.api(), trace));
    stores.captures().create(capture, now.plus(rules.retention()));
    order(request, capture, source);
    log.event("capture.accepted")
        .with("capture", id)
        .with("account", caller.account())
        .with("key", caller.key())
        .with("request", request.id())
        .with("trace", trace.traceId())
        .with("duration", Duration.between(now, clock.instant()))
        .write();
    return Answer.Reply.at(202, URI.create("/v1/captures/" + id), stores.document().of(capture));
  }

  /**
   * The capture is stored: where its order cannot be sent now, ReconcileFunction finds its mark.
   */
  private void order(Request request, Capture capture, Source source) {
    try {
      stores.orders().place(capture, source);
    } catch (SdkException e) {
      log.problem("capture.order_delayed")
          .with("capture", capture.id())
          .with("request", request.id())
          .because(e)
          .write();
    }
  }
}
