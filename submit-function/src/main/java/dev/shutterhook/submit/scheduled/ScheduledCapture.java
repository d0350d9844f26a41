package dev.shutterhook.submit.scheduled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.submit.capture.Allowance;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.OrderDesk;
import dev.shutterhook.submit.capture.Visit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Takes in what a schedule asks for: the same request as a client's. Safe for threads. */
public final class ScheduledCapture {
  /** In the place of a key's public id: who may deploy the stack needs none. */
  public static final String KEY = "schedule";

  private final EgressPolicy egress;
  private final Caller caller;
  private final Intake intake;
  private final Ids ids;
  private final EventLog log;

  public ScheduledCapture(
      ScheduledCaptureConfig config,
      AwsClients clients,
      InstantSource clock,
      Ids ids,
      EventLog log) {
    CaptureStore captures = new CaptureStore(clients.dynamoDb(), config.capturesTable());
    OrderDesk orders =
        new OrderDesk(new WorkQueue(clients.sqs(), config.renderQueueUrl()), captures, clock);
    SourceStore sources = new SourceStore(clients.s3(), config.artifactsBucket());
    this.intake =
        new Intake(
            new Intake.Rules(Duration.ofDays(config.retentionDays()), config.sealingKey()),
            new Allowance(
                captures,
                new MonthlyQuota(clients.dynamoDb(), config.accountsTable()),
                config.capturesInFlight(),
                log),
            new Intake.Stores(captures, sources, orders, Optional.empty()),
            ids,
            clock,
            log);
    this.caller = new Caller(config.scheduledCaptureAccount(), KEY, 0, 0);
    this.egress = config.egressPolicy();
    this.ids = ids;
    this.log = log;
  }

  /**
   * Takes one in.
   *
   * @param request as the body of {@code POST /v1/captures}
   * @throws IllegalStateException where it is refused, so that the alarm for errors rings
   */
  public void take(ObjectNode request) {
    switch (CaptureRequest.read(new Fields(request), egress)) {
      case CaptureRequest.Refused(var faults) -> {
        faults.forEach(
            fault -> log.problem("scheduled_capture.fault").with("field", fault.field()).write());
        throw new IllegalStateException("the schedule's input is no capture request: " + faults);
      }
      case CaptureRequest.Accepted(var accepted) -> take(accepted);
    }
  }

  private void take(CaptureRequest accepted) {
    Intake.Wanted wanted = new Intake.Wanted(ids.next(Id.Kind.CAPTURE), accepted);
    switch (intake.take(new Visit.OfSchedule(caller), wanted)) {
      case Intake.Accepted(var _) -> {}
      case Intake.Refused(var problem) -> {
        log.problem("scheduled_capture.refused").with("code", problem.code().code()).write();
        throw new IllegalStateException("a scheduled capture was refused: " + problem.detail());
      }
    }
  }
}
