package dev.shutterhook.submit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.JsonObject;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.Visit;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.JsonBody;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.idempotency.Idempotency;
import java.net.URI;
import java.util.List;

/** Takes a capture in; a client that waits for it is answered with the picture. */
final class AcceptCapture implements Endpoint {
  private final Dialect dialect;
  private final EgressPolicy egress;
  private final Intake intake;
  private final Darkroom darkroom;
  private final CaptureDocument document;
  private final Idempotency idempotency;

  /**
   * The endpoint.
   *
   * @param egress whether webhooks may go without TLS
   */
  AcceptCapture(
      Dialect dialect,
      EgressPolicy egress,
      Intake intake,
      Darkroom darkroom,
      CaptureDocument document,
      Idempotency idempotency) {
    this.dialect = dialect;
    this.egress = egress;
    this.intake = intake;
    this.darkroom = darkroom;
    this.document = document;
    this.idempotency = idempotency;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (JsonBody.of(request)) {
      case JsonBody.Refused(var problem) -> problem;
      case JsonBody.Text(var text) -> read(request, caller, text);
    };
  }

  private Answer read(Request request, Caller caller, String text) {
    ObjectNode body;
    try {
      body = JsonObject.parse(text);
    } catch (IllegalArgumentException e) {
      return Answer.Problem.invalid(List.of(new Fault("", String.valueOf(e.getMessage()))));
    }
    return switch (dialect.read(body, egress)) {
      case CaptureRequest.Refused(var faults) -> Answer.Problem.invalid(faults);
      case CaptureRequest.Accepted(var accepted) ->
          idempotency.once(
              request,
              caller,
              Id.Kind.CAPTURE,
              id -> take(request, caller, new Intake.Wanted(id, accepted), dialect.waits(body)));
    };
  }

  private Answer take(Request request, Caller caller, Intake.Wanted wanted, boolean waits) {
    Visit visit = new Visit.OfClient(request, caller, dialect.name(), null);
    return switch (intake.take(visit, wanted)) {
      case Intake.Refused(var problem) -> problem;
      case Intake.Accepted(var captures) -> {
        Capture capture = captures.getFirst();
        yield waits ? darkroom.develop(dialect, request, capture) : acknowledged(capture);
      }
    };
  }

  private Answer acknowledged(Capture capture) {
    return Answer.Reply.at(
        202, URI.create(dialect.place(capture.id())), dialect.acknowledge(capture, document));
  }
}
