package dev.shutterhook.monitor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.settle.EndpointCheck;
import dev.shutterhook.core.snapstart.SnapStart;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.monitor.news.News;
import dev.shutterhook.monitor.run.Album;
import dev.shutterhook.monitor.run.CompareStep;
import dev.shutterhook.monitor.run.Judge;
import dev.shutterhook.monitor.run.RunBook;
import java.time.InstantSource;

/** Decides whether a monitor's page has changed, and has people told of it. */
public final class CompareFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Batch batch;
  private final CompareStep step;

  /** For the runtime. */
  public CompareFunction() {
    this(Environment.read(CompareConfig.class, System.getenv()));
  }

  private CompareFunction(CompareConfig config) {
    this(config, AwsClients.fromEnvironment());
    SnapStart.register((aws, silent) -> new RehearsedComparison(config, aws, silent).play());
  }

  public CompareFunction(CompareConfig config, AwsClients aws) {
    this(config, aws, InstantSource.system(), Ids.secure());
  }

  public CompareFunction(CompareConfig config, AwsClients aws, InstantSource clock, Ids ids) {
    this(
        config,
        aws,
        clock,
        ids,
        new EventLog(System.out, clock).measuring(config.metricsNamespace()));
  }

  CompareFunction(
      CompareConfig config, AwsClients aws, InstantSource clock, Ids ids, EventLog log) {
    this.batch = new Batch(log);
    DeliveryStore deliveries = new DeliveryStore(aws.dynamoDb(), config.deliveriesTable());
    EndpointStore endpoints = new EndpointStore(aws.dynamoDb(), config.deliveriesTable());
    ArtifactLinks links =
        new ArtifactLinks(
            aws.presigner(), config.artifactsBucket(), config.artifactUrlLifetime(), clock);
    Album album = new Album(aws.s3(), config.artifactsBucket());
    DeliveryDesk desk =
        new DeliveryDesk(deliveries, new WorkQueue(aws.sqs(), config.deliverQueueUrl()), log);
    News news = new News(links, new EndpointCheck(new Endpoints(endpoints, clock)), ids);
    MonitorStore monitors = new MonitorStore(aws.dynamoDb(), config.monitorsTable());
    RunStore runs = new RunStore(aws.dynamoDb(), config.monitorsTable());
    this.step =
        new CompareStep(
            runs,
            monitors,
            new CaptureStore(aws.dynamoDb(), config.capturesTable()),
            new Judge(album),
            new RunBook(aws.dynamoDb(), runs, monitors, deliveries, desk, news, album),
            new WorkQueue(aws.sqs(), config.compareDeadLettersUrl()),
            clock,
            log);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return compared(event);
  }

  /** What becomes of an event's messages; no context is asked for anything. */
  SQSBatchResponse compared(SQSEvent event) {
    return batch.each(event, step::handle);
  }
}
