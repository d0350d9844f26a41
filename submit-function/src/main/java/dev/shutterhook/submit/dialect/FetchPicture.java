package dev.shutterhook.submit.dialect;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;

/** The picture of a capture of the account. */
final class FetchPicture implements Endpoint {
  private final Dialect dialect;
  private final CaptureLookup captures;
  private final Pictures pictures;

  FetchPicture(Dialect dialect, CaptureLookup captures, Pictures pictures) {
    this.dialect = dialect;
    this.captures = captures;
    this.pictures = pictures;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return dialect
        .parse(variable)
        .flatMap(id -> captures.find(caller.account(), id.toString()))
        .map(this::fetched)
        .orElseGet(CaptureLookup::notFound);
  }

  private Answer fetched(Capture capture) {
    Failure failure = capture.failure();
    return switch (capture.status()) {
      case COMPLETED -> pictures.answer(capture);
      case FAILED ->
          Answer.Problem.of(
              ProblemCode.CONFLICT,
              "The capture failed" + (failure == null ? "." : ": " + failure.message()));
      case CANCELED -> Answer.Problem.of(ProblemCode.CONFLICT, "The capture was canceled.");
      case QUEUED, RENDERING ->
          Answer.Problem.passing(
              ProblemCode.CONFLICT,
              "The capture has not ended; its picture comes with its completion.",
              Pictures.RETRY_AFTER);
    };
  }
}
