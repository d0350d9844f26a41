package dev.shutterhook.submit.batch;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.batch.BatchDocument;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.batch.CaptureBatch;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureGlance;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.Visit;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.BodyFields;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.idempotency.Idempotency;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code POST /v1/batches}. What is not valid leaves no trace, and one fault refuses all. */
final class AcceptBatch implements Endpoint {
  private final Rules rules;
  private final Intake intake;
  private final BatchStore batches;
  private final Idempotency idempotency;
  private final InstantSource clock;

  AcceptBatch(
      Rules rules,
      Intake intake,
      BatchStore batches,
      Idempotency idempotency,
      InstantSource clock) {
    this.rules = rules;
    this.intake = intake;
    this.batches = batches;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * What holds for all batches.
   *
   * @param egress whether webhooks may go without TLS
   * @param retention until a batch is deleted
   */
  record Rules(EgressPolicy egress, Duration retention) {}

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (BodyFields.of(request)) {
      case BodyFields.Refused(var problem) -> problem;
      case BodyFields.Given(var fields) ->
          switch (BatchRequest.read(fields, rules.egress())) {
            case BatchRequest.Refused(var faults) -> Answer.Problem.invalid(faults);
            case BatchRequest.Accepted(var accepted) ->
                idempotency.once(
                    request, caller, Id.Kind.BATCH, id -> accept(request, caller, id, accepted));
          };
    };
  }

  private Answer accept(Request request, Caller caller, Id id, BatchRequest asked) {
    List<Intake.Wanted> wanted =
        IntStream.range(0, asked.captures().size())
            .mapToObj(
                i -> new Intake.Wanted(CaptureBatch.captureId(id, i), asked.captures().get(i)))
            .toList();
    List<Id> captures = wanted.stream().map(Intake.Wanted::id).toList();
    CaptureBatch batch =
        batch(id, caller.account(), Visit.OfClient.trace(request, id), asked, captures);
    Visit visit = new Visit.OfClient(request, caller, Origin.NATIVE, batch);
    // The batch first: a capture may have ended before the last of them is stored.
    return switch (intake.take(visit, wanted, () -> batches.create(batch))) {
      case Intake.Refused(var problem) -> problem;
      case Intake.Accepted(var taken) -> accepted(batch, taken);
    };
  }

  private CaptureBatch batch(
      Id id, String account, Trace trace, BatchRequest asked, List<Id> captures) {
    Instant now = clock.instant();
    return new CaptureBatch(
        id,
        account,
        captures,
        Set.copyOf(captures),
        asked.receiver(),
        asked.metadata(),
        trace,
        now,
        null,
        now.plus(rules.retention()));
  }

  private static Answer accepted(CaptureBatch batch, List<Capture> captures) {
    return Answer.Reply.at(
        202,
        URI.create("/v1/batches/" + batch.id()),
        BatchDocument.of(batch, captures.stream().map(CaptureGlance::of).toList()));
  }
}
