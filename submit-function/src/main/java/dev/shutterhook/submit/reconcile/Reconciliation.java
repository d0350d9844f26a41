package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.settle.BatchEndings;
import dev.shutterhook.core.settle.SettleStores;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.submit.capture.OrderDesk;
import dev.shutterhook.submit.capture.Removal;
import dev.shutterhook.submit.tick.RunRemoval;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * One run over captures, batches, deliveries, runs of monitors, and monitors that are deleted. What
 * it does twice is harmless.
 */
public final class Reconciliation {
  /** A run takes up no record when less is left of its time than one record may take. */
  public static final Duration MARGIN = AwsClients.CALL_TIMEOUT.plusSeconds(3);

  private final List<Rescue> rescues;
  private final InstantSource clock;
  private final EventLog log;

  public Reconciliation(
      ReconcileConfig config, AwsClients clients, InstantSource clock, Ids ids, EventLog log) {
    CaptureStore captures = new CaptureStore(clients.dynamoDb(), config.capturesTable());
    DeliveryStore deliveries = new DeliveryStore(clients.dynamoDb(), config.deliveriesTable());
    WorkQueue renderQueue = new WorkQueue(clients.sqs(), config.renderQueueUrl());
    WorkQueue deliverQueue = new WorkQueue(clients.sqs(), config.deliverQueueUrl());
    BatchStore batches = new BatchStore(clients.dynamoDb(), config.capturesTable());
    SettleStores stores =
        new SettleStores(
            clients.dynamoDb(),
            config.capturesTable(),
            config.deliveriesTable(),
            deliverQueue,
            new WorkQueue(clients.sqs(), config.compareQueueUrl()));
    BatchEndings endings = new BatchEndings(stores, ids, clock, log);
    this.rescues =
        List.of(
            new CaptureRescue(
                captures,
                new SourceStore(clients.s3(), config.artifactsBucket()),
                new CancelMarkStore(clients.s3(), config.artifactsBucket()),
                new OrderDesk(renderQueue, captures, clock),
                new WorkQueue(clients.sqs(), config.outcomeQueueUrl())),
            new BatchRescue(batches, endings),
            new DeliveryRescue(deliveries, captures, deliverQueue),
            new RunRescue(
                new RunStore(clients.dynamoDb(), config.monitorsTable()),
                captures,
                stores.compareQueue()),
            removals(config, clients, captures, log));
    this.clock = clock;
    this.log = log;
  }

  private static Rescue removals(
      ReconcileConfig config, AwsClients clients, CaptureStore captures, EventLog log) {
    PictureStore pictures = new PictureStore(clients.s3(), config.artifactsBucket());
    SourceStore sources = new SourceStore(clients.s3(), config.artifactsBucket());
    RunStore runs = new RunStore(clients.dynamoDb(), config.monitorsTable());
    return new MonitorRescue(
        new MonitorStore(clients.dynamoDb(), config.monitorsTable()),
        runs,
        new RunRemoval(runs, captures, pictures, new Removal(captures, pictures, sources, log)),
        pictures);
  }

  /**
   * Runs once.
   *
   * @param timeLeft until whoever runs us gives up
   * @throws IllegalStateException where everything failed, so that the alarm for errors rings
   */
  public void run(Supplier<Duration> timeLeft) {
    Sweep.Tally all =
        rescues.stream()
            .map(rescue -> new Sweep(rescue, clock, log))
            .map(sweep -> sweep.run(() -> timeLeft.get().compareTo(MARGIN) > 0))
            .reduce(new Sweep.Tally(0, 0), Sweep.Tally::plus);
    if (all.failed() > 0 && all.helped() == 0) {
      throw new IllegalStateException("nothing of " + all.failed() + " could be put back");
    }
    if (all.helped() > 0 || all.failed() > 0) {
      log.event("reconcile.finished")
          .with("helped", all.helped())
          .with("failed", all.failed())
          .write();
    }
  }
}
