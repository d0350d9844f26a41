package dev.shutterhook.submit.tick;

import dev.shutterhook.core.account.KeyHolders;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.DueMonitors;
import dev.shutterhook.core.monitor.DueMonitors.Due;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.submit.capture.Allowance;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.OrderDesk;
import dev.shutterhook.submit.capture.Removal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Starts the runs of monitors that are due. Several ticks at once do each other no harm, and what
 * one has no time for the next does. Safe for threads.
 */
public final class Tick {
  /** A tick takes up no more when less is left of its time than a batch may take. */
  public static final Duration MARGIN = AwsClients.CALL_TIMEOUT.plusSeconds(3);

  /** With four shards, twelve thousand monitors in a tick: each shard is one call. */
  static final int MOST_PER_SHARD = 3_000;

  private final DueMonitors due;
  private final Round.Workers workers;
  private final InstantSource clock;
  private final EventLog log;

  public Tick(TickConfig config, AwsClients clients, InstantSource clock, Ids ids, EventLog log) {
    CaptureStore captures = new CaptureStore(clients.dynamoDb(), config.capturesTable());
    MonitorStore monitors = new MonitorStore(clients.dynamoDb(), config.monitorsTable());
    RunStore runs = new RunStore(clients.dynamoDb(), config.monitorsTable());
    PictureStore pictures = new PictureStore(clients.s3(), config.artifactsBucket());
    SourceStore sources = new SourceStore(clients.s3(), config.artifactsBucket());
    Looks looks = new Looks(config.sealingKey(), config.retention());
    Intake intake = intake(config, clients, captures, sources, ids, clock, log);
    Departures.Stores stores =
        new Departures.Stores(
            clients.dynamoDb(),
            monitors,
            runs,
            new WorkQueue(clients.sqs(), config.compareQueueUrl()));
    Removal removal = new Removal(captures, pictures, sources, log);
    this.due = new DueMonitors(clients.dynamoDb(), config.monitorsTable());
    this.workers =
        new Round.Workers(
            new DueSteps(monitors, runs, captures, looks),
            new KeyHolders(
                clients.dynamoDb(),
                config.accountsTable(),
                config.limits(),
                config.bootstrapApiKeyHash().isPresent()),
            new Departures(stores, intake, looks, clock, log),
            new Pruning(runs, new RunRemoval(runs, captures, pictures, removal), looks, log),
            looks);
    this.clock = clock;
    this.log = log;
  }

  private static Intake intake(
      TickConfig config,
      AwsClients clients,
      CaptureStore captures,
      SourceStore sources,
      Ids ids,
      InstantSource clock,
      EventLog log) {
    MonthlyQuota quota = new MonthlyQuota(clients.dynamoDb(), config.accountsTable());
    OrderDesk orders =
        new OrderDesk(new WorkQueue(clients.sqs(), config.renderQueueUrl()), captures, clock);
    return new Intake(
        new Intake.Rules(config.retention(), config.sealingKey()),
        new Allowance(captures, quota, config.capturesInFlight(), log),
        new Intake.Stores(captures, sources, orders, Optional.empty()),
        ids,
        clock,
        log);
  }

  /**
   * Runs once.
   *
   * @param timeLeft until whoever runs us gives up
   * @throws IllegalStateException where everything failed, so that the alarm for errors rings
   */
  public void run(Supplier<Duration> timeLeft) {
    Instant began = clock.instant();
    List<Due> found = due(began);
    if (found.isEmpty()) {
      return;
    }
    Round.Tally tally;
    try (Round round =
        new Round(workers, found.size(), () -> timeLeft.get().compareTo(MARGIN) > 0, clock, log)) {
      tally = round.go(found);
    }
    log.event("tick.finished")
        .with("due", found.size())
        .with("done", tally.done())
        .with("failed", tally.failed())
        .with("oldest", Duration.between(found.getFirst().at(), began))
        .with("duration", Duration.between(began, clock.instant()))
        .write();
    if (tally.failed() > 0 && tally.done() == 0) {
      throw new IllegalStateException("nothing of " + tally.failed() + " could be started");
    }
  }

  private List<Due> due(Instant now) {
    return IntStream.range(0, DueMonitors.SHARDS)
        .mapToObj(shard -> due.find(shard, now, MOST_PER_SHARD))
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Due::at))
        .toList();
  }
}
