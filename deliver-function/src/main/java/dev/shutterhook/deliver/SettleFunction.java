package dev.shutterhook.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.settle.BatchEndings;
import dev.shutterhook.core.settle.DeliveryDraft;
import dev.shutterhook.core.settle.Endings;
import dev.shutterhook.core.settle.EndpointCheck;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.deliver.settle.Settlement;
import java.time.InstantSource;

/** Settles captures by what renderers report, and by the orders that crashed them. */
public final class SettleFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Batch batch;
  private final Settlement settlement;

  /** For the runtime. */
  public SettleFunction() {
    this(Environment.read(SettleConfig.class, System.getenv()), AwsClients.fromEnvironment());
  }

  public SettleFunction(SettleConfig config, AwsClients aws) {
    this(config, aws, InstantSource.system(), Ids.secure());
  }

  public SettleFunction(SettleConfig config, AwsClients aws, InstantSource clock, Ids ids) {
    EventLog log = new EventLog(System.out, clock).measuring(config.metricsNamespace());
    this.batch = new Batch(log);
    CaptureStore captures = new CaptureStore(aws.dynamoDb(), config.capturesTable());
    this.settlement =
        new Settlement(
            captures,
            endings(config, aws, captures, clock, ids, log),
            new WorkQueue(aws.sqs(), config.outcomeDeadLettersUrl()),
            clock,
            log);
  }

  private static Endings endings(
      SettleConfig config,
      AwsClients aws,
      CaptureStore captures,
      InstantSource clock,
      Ids ids,
      EventLog log) {
    DeliveryStore deliveries = new DeliveryStore(aws.dynamoDb(), config.deliveriesTable());
    DeliveryDesk desk =
        new DeliveryDesk(
            aws.dynamoDb(), deliveries, new WorkQueue(aws.sqs(), config.deliverQueueUrl()), log);
    EndpointCheck endpoints =
        new EndpointCheck(
            new Endpoints(new EndpointStore(aws.dynamoDb(), config.deliveriesTable()), clock));
    ArtifactLinks links =
        new ArtifactLinks(
            aws.presigner(), config.artifactsBucket(), config.artifactUrlLifetime(), clock);
    BatchEndings batches =
        new BatchEndings(
            aws.dynamoDb(),
            new BatchStore(aws.dynamoDb(), config.capturesTable()),
            captures,
            deliveries,
            endpoints,
            desk,
            ids,
            clock,
            log);
    return new Endings(
        aws.dynamoDb(),
        captures,
        deliveries,
        new DeliveryDraft(new CaptureDocument(links), endpoints, ids),
        desk,
        batches,
        clock);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return batch.each(event, settlement::handle);
  }
}
