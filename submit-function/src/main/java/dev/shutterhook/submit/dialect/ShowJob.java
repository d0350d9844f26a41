package dev.shutterhook.submit.dialect;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;

/** Any capture of the account, by whichever way it came in, as a dialect describes it. */
final class ShowJob implements Endpoint {
  private final Dialect dialect;
  private final CaptureLookup captures;
  private final CaptureDocument document;

  ShowJob(Dialect dialect, CaptureLookup captures, CaptureDocument document) {
    this.dialect = dialect;
    this.captures = captures;
    this.document = document;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return dialect
        .parse(variable)
        .flatMap(id -> captures.find(caller.account(), id.toString()))
        .<Answer>map(capture -> Answer.Reply.ok(dialect.describe(capture, document)))
        .orElseGet(CaptureLookup::notFound);
  }
}
