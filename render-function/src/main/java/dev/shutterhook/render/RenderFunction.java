package dev.shutterhook.render;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.aws.RenderClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.page.Studio;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Orders in from the render queue, pictures to the bucket, reports to the outcome queue. */
public final class RenderFunction
    implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
  private final EventLog log = EventLog.system();
  private final Batch batch = new Batch(log);
  private final Studio studio;
  private final ReportQueue reports;
  private final Inbox inbox;
  private final Desk desk;

  /** For the Lambda runtime. The browser starts while the runtime is still being set up. */
  public RenderFunction() {
    this(Environment.read(RenderConfig.class, System.getenv()), RenderClients.fromEnvironment());
    studio.warmUp();
  }

  public RenderFunction(RenderConfig config, RenderClients aws) {
    WorkQueue orders = new WorkQueue(aws.sqs(), config.renderQueueUrl());
    this.studio =
        new Studio(
            new BrowserSupervisor<>(Chromium.launcher(config.program())),
            new EgressGuard(config.egressPolicy(), EgressLimits.DEFAULTS, new RefusalLog(log)));
    this.reports = new ReportQueue(aws.sqs(), config.outcomeQueueUrl(), log);
    this.inbox = new Inbox(log);
    ArtifactStore artifacts = new ArtifactStore(aws.s3(), config.artifactsBucket());
    this.desk = new Desk(studio, artifacts, reports, orders, config, log);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    Deadline end = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()));
    Map<String, RenderOrder> orders = inbox.read(event);
    try (var _ = reports.starting(orders.values(), Instant.now())) {
      studio.check();
      return batch.each(
          event,
          message -> {
            RenderOrder order = orders.get(message.getMessageId());
            return order == null
                ? desk.keep(message, Duration.ZERO)
                : desk.handle(message, order, end);
          });
    }
  }

  /** Ends the browser and the guard. */
  @Override
  public void close() {
    studio.close();
  }
}
