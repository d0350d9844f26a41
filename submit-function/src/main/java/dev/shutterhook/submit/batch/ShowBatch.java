package dev.shutterhook.submit.batch;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.batch.BatchDocument;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.batch.CaptureBatch;
import dev.shutterhook.core.capture.CaptureGlance;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.util.List;

/** {@code GET /v1/batches/{id}}: two reads, however many captures it has. */
final class ShowBatch implements Endpoint {
  private final BatchStore batches;
  private final CaptureStore captures;

  ShowBatch(BatchStore batches, CaptureStore captures) {
    this.batches = batches;
    this.captures = captures;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return Id.parse(Id.Kind.BATCH, variable)
        .flatMap(batches::find)
        .filter(batch -> batch.account().equals(caller.account()))
        .<Answer>map(this::show)
        .orElseGet(
            () -> Answer.Problem.of(ProblemCode.NOT_FOUND, "There is no batch with this id."));
  }

  private Answer show(CaptureBatch batch) {
    List<CaptureGlance> all =
        captures.find(batch.captures()).stream().map(CaptureGlance::of).toList();
    return Answer.Reply.ok(BatchDocument.of(batch, all));
  }
}
