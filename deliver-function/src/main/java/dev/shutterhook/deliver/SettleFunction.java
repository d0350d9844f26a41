package dev.shutterhook.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.account.MonthlyCost;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.settle.Endings;
import dev.shutterhook.core.settle.SettleStores;
import dev.shutterhook.core.snapstart.SnapStart;
import dev.shutterhook.deliver.settle.Settlement;
import java.time.InstantSource;

/** Settles captures by what renderers report, and by the orders that crashed them. */
public final class SettleFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Batch batch;
  private final Settlement settlement;

  /** For the runtime. */
  public SettleFunction() {
    this(Environment.read(SettleConfig.class, System.getenv()));
  }

  private SettleFunction(SettleConfig config) {
    this(config, AwsClients.fromEnvironment());
    SnapStart.register((aws, silent) -> new RehearsedOutcome(config, aws, silent).play());
  }

  public SettleFunction(SettleConfig config, AwsClients aws) {
    this(config, aws, InstantSource.system(), Ids.secure());
  }

  public SettleFunction(SettleConfig config, AwsClients aws, InstantSource clock, Ids ids) {
    this(
        config,
        aws,
        clock,
        ids,
        new EventLog(System.out, clock).measuring(config.metricsNamespace()));
  }

  SettleFunction(SettleConfig config, AwsClients aws, InstantSource clock, Ids ids, EventLog log) {
    this.batch = new Batch(log);
    SettleStores stores =
        new SettleStores(
            aws.dynamoDb(),
            config.capturesTable(),
            config.deliveriesTable(),
            new WorkQueue(aws.sqs(), config.deliverQueueUrl()),
            new WorkQueue(aws.sqs(), config.compareQueueUrl()));
    ArtifactLinks links =
        new ArtifactLinks(
            aws.presigner(), config.artifactsBucket(), config.artifactUrlLifetime(), clock);
    this.settlement =
        new Settlement(
            new CaptureStore(aws.dynamoDb(), config.capturesTable()),
            new Endings(stores, new CaptureDocument(links), ids, clock, log),
            new MonthlyCost(aws.dynamoDb(), config.capturesTable()),
            new WorkQueue(aws.sqs(), config.outcomeDeadLettersUrl()),
            clock,
            log);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return settled(event, Invocation.begin(context));
  }

  /** What becomes of an event's messages. */
  SQSBatchResponse settled(SQSEvent event, Invocation invocation) {
    return batch.each(event, invocation, settlement::handle);
  }
}
