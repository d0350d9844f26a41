package dev.shutterhook.submit.tick;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.Visit;
import dev.shutterhook.submit.http.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Sends runs on their way: the run is put, its capture taken in, its monitor moved on, in this
 * order. Who dies in between leaves the monitor due, and doing it again changes nothing. Safe for
 * threads.
 */
final class Departures {
  private static final RunFailure NO_KEY =
      new RunFailure(
          ProblemCode.UNAUTHORIZED.code(), "The API key that made this monitor is revoked.");

  private final Stores stores;
  private final Intake intake;
  private final Looks looks;
  private final InstantSource clock;
  private final EventLog log;

  Departures(Stores stores, Intake intake, Looks looks, InstantSource clock, EventLog log) {
    this.stores = stores;
    this.intake = intake;
    this.looks = looks;
    this.clock = clock;
    this.log = log;
  }

  /** Where runs go. */
  record Stores(
      DynamoDbClient dynamoDb, MonitorStore monitors, RunStore runs, WorkQueue compareQueue) {}

  /**
   * Sends some on their way.
   *
   * @param caller for whom captures are counted; empty where the key is no longer good
   * @param kept how long their captures are of use
   * @param steps of monitors of that key
   */
  void depart(Optional<Caller> caller, Duration kept, List<Step> steps, Spread spread) {
    List<Step> looking = steps.stream().filter(step -> step.look() != null).toList();
    Set<Id> ours = put(looking);
    if (caller.isEmpty()) {
      refuse(looking, ours, NO_KEY);
    } else {
      admit(caller.get(), kept, looking, ours, spread);
    }
    moveOn(steps);
  }

  /** The runs that are ours to answer for: those that another tick has put are that one's. */
  private Set<Id> put(List<Step> looking) {
    List<MonitorRun> begun = looks(looking).filter(Step.Look::first).map(Step.Look::run).toList();
    List<MonitorRun> created = stores.runs().create(begun, clock.instant());
    Stream<MonitorRun> second = looks(looking).filter(look -> !look.first()).map(Step.Look::run);
    return Stream.concat(created.stream(), second)
        .map(MonitorRun::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As many as may come in: where all are too many, half of them are tried, and so on. */
  private void admit(
      Caller caller, Duration kept, List<Step> looking, Set<Id> ours, Spread spread) {
    List<Step> left = looking;
    int most = left.size();
    // Each round has fewer left, or tries fewer.
    while (!left.isEmpty()) {
      List<Step> some = left.subList(0, Math.min(most, left.size()));
      switch (intake.take(visit(caller, kept, some), wanted(some, spread), () -> {})) {
        case Intake.Accepted(var _) -> left = left.subList(some.size(), left.size());
        case Intake.Refused(var problem) when some.size() == 1 -> {
          refuse(left, ours, new RunFailure(problem.code().code(), problem.detail()));
          return;
        }
        case Intake.Refused(var _) -> most = some.size() / 2;
      }
    }
  }

  private static Visit visit(Caller caller, Duration kept, List<Step> some) {
    return new Visit.OfRuns(
        caller,
        kept,
        looks(some).collect(Collectors.toMap(Step.Look::capture, look -> look.run().id())));
  }

  private List<Intake.Wanted> wanted(List<Step> some, Spread spread) {
    return some.stream().flatMap(step -> wanted(step, step.look(), spread)).toList();
  }

  private Stream<Intake.Wanted> wanted(Step step, Step.@Nullable Look look, Spread spread) {
    if (look == null) {
      return Stream.empty();
    }
    // Somebody waits for the second look, and few have one.
    Duration delay = look.first() ? spread.delay(step.monitor().id()) : Duration.ZERO;
    return Stream.of(looks.wanted(step.monitor(), look.capture(), delay));
  }

  /** The run stays as it is: whoever compares ends it, and counts it. */
  private void refuse(List<Step> left, Set<Id> ours, RunFailure failure) {
    List<WorkQueue.Addressed> orders =
        looks(left)
            .filter(look -> ours.contains(look.run().id()))
            .map(look -> refused(look, failure))
            .toList();
    if (stores.compareQueue().send(orders).size() < orders.size()) {
      throw new IllegalStateException("the queue did not take every order");
    }
  }

  private WorkQueue.Addressed refused(Step.Look look, RunFailure failure) {
    log.problem("run.refused")
        .with("run", look.run().id())
        .with("monitor", look.run().monitor())
        .with("code", failure.code())
        .write();
    return new WorkQueue.Addressed(
        CompareOrder.refused(look.run().id(), look.capture(), failure), look.run().account());
  }

  private void moveOn(List<Step> steps) {
    Transaction.each(
        stores.dynamoDb(),
        steps.stream()
            .map(step -> stores.monitors().moving(step.monitor().id(), step.seen(), step.next()))
            .toList());
    steps.stream()
        .filter(step -> step.next() == null)
        .forEach(step -> log.event("monitor.ended").with("monitor", step.monitor().id()).write());
  }

  /** Looks at one again after a while, so that what cannot be helped does not hide the others. */
  void postpone(Id monitor, Instant seen, Duration by) {
    Instant at = clock.instant().plus(by);
    Transaction.each(stores.dynamoDb(), List.of(stores.monitors().moving(monitor, seen, at)));
  }

  private static Stream<Step.Look> looks(List<Step> steps) {
    return steps.stream().map(Step::look).flatMap(Stream::ofNullable);
  }
}
