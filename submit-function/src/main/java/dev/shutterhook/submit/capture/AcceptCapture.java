package dev.shutterhook.submit.capture;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.JsonBody;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.idempotency.Idempotency;
import java.net.URI;

/** {@code POST /v1/captures}. What is not valid leaves no trace. */
public final class AcceptCapture implements Endpoint {
  private final EgressPolicy egress;
  private final Intake intake;
  private final CaptureDocument document;
  private final Idempotency idempotency;

  /**
   * The endpoint.
   *
   * @param egress whether webhooks may go without TLS
   */
  public AcceptCapture(
      EgressPolicy egress, Intake intake, CaptureDocument document, Idempotency idempotency) {
    this.egress = egress;
    this.intake = intake;
    this.document = document;
    this.idempotency = idempotency;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (JsonBody.of(request)) {
      case JsonBody.Refused(var problem) -> problem;
      case JsonBody.Text(var text) ->
          switch (CaptureRequest.read(text, egress)) {
            case CaptureRequest.Refused(var faults) -> Answer.Problem.invalid(faults);
            case CaptureRequest.Accepted(var accepted) ->
                idempotency.once(
                    request, caller, Id.Kind.CAPTURE, id -> accept(request, caller, id, accepted));
          };
    };
  }

  private Answer accept(Request request, Caller caller, Id id, CaptureRequest accepted) {
    Intake.Visit visit = new Intake.Visit(request, caller, Origin.NATIVE, null);
    return switch (intake.take(visit, new Intake.Wanted(id, accepted))) {
      case Intake.Refused(var problem) -> problem;
      case Intake.Accepted(var captures) -> accepted(captures.getFirst());
    };
  }

  private Answer accepted(Capture capture) {
    URI location = URI.create("/v1/captures/" + capture.id());
    return Answer.Reply.at(202, location, document.of(capture));
  }
}
