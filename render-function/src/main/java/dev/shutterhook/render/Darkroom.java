package dev.shutterhook.render;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.aws.RenderClients;
import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.Batch.Handled;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Studio;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Browser, guard, bucket and queues, made of settings and clients. Safe for threads. */
final class Darkroom implements AutoCloseable {
  private final Batch batch;
  private final Studio studio;
  private final ReportQueue reports;
  private final Inbox inbox;
  private final Desk desk;
  private final Cancellations cancellations;

  Darkroom(RenderConfig config, RenderClients aws, EventLog log) {
    this.batch = new Batch(log);
    this.studio =
        new Studio(
            new BrowserSupervisor<>(Contained.launcher(Chromium.launcher(config.program()))),
            new EgressGuard(
                config.egressPolicy(),
                EgressLimits.DEFAULTS.withStrictPorts(config.egressPorts().all()),
                new RefusalLog(log)));
    this.reports = new ReportQueue(aws.sqs(), config.outcomeQueueUrl(), log);
    this.inbox = new Inbox(log);
    WorkQueue orders = new WorkQueue(aws.sqs(), config.renderQueueUrl());
    ArtifactStore artifacts = new ArtifactStore(aws.s3(), config.artifactsBucket());
    CancelMarkStore marks = new CancelMarkStore(aws.s3(), config.artifactsBucket());
    this.cancellations = new Cancellations(marks, log);
    this.desk = new Desk(studio, artifacts, reports, orders, config, log);
  }

  /** Begins to start the browser. */
  void warmUp() {
    studio.warmUp();
  }

  /**
   * Works on a batch of orders.
   *
   * @param end of the invocation
   */
  SQSBatchResponse develop(SQSEvent event, Deadline end, Invocation invocation) {
    Map<String, RenderOrder> orders = inbox.read(event);
    Cancellations.Looks looks = cancellations.look(orders.values());
    try (LongWork work = reports.working(orders.values(), Instant.now())) {
      studio.check();
      return batch.each(
          event,
          invocation,
          (message, time) -> {
            RenderOrder order = orders.get(message.getMessageId());
            try {
              if (order == null) {
                return desk.keep(message, Duration.ZERO);
              }
              // Nobody waits for an outcome: the record says that it is canceled.
              return looks.canceled(order)
                  ? Handled.DONE
                  : desk.handle(new Desk.Job(message, order, end, time));
            } finally {
              if (order != null) {
                work.ended(order);
              }
            }
          });
    }
  }

  /** Ends the browser and the guard. */
  @Override
  public void close() {
    studio.close();
  }
}
