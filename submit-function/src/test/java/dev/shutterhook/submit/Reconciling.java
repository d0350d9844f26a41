package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.fixture.TestContext;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.submit.reconcile.ReconcileConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ReconcileFunction at a test's own clock, and the queues that only this test reads. */
final class Reconciling {
  static final Duration FUNCTION_TIME = Duration.ofSeconds(60);

  final TestClock clock = TestClock.atNow();
  final LogLines lines = new LogLines(clock);
  final CaptureStore captures;
  final Inbox orders;
  final Inbox outcomes;
  final Inbox tickets;

  private final LocalCloud cloud;

  Reconciling(LocalCloud cloud) {
    this.cloud = cloud;
    captures = new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    orders = Inbox.own(cloud);
    outcomes = Inbox.own(cloud);
    tickets = Inbox.own(cloud);
  }

  void run() {
    run(Map.of(), FUNCTION_TIME);
  }

  void run(Map<String, String> overrides, Duration timeLeft) {
    Map<String, String> variables = new HashMap<>(cloud.environment("ReconcileFunction"));
    variables.put("RENDER_QUEUE_URL", orders.url());
    variables.put("OUTCOME_QUEUE_URL", outcomes.url());
    variables.put("DELIVER_QUEUE_URL", tickets.url());
    variables.putAll(overrides);
    run(cloud, variables, clock, lines, timeLeft);
  }

  /** One run with the stack's own queues. */
  static void run(LocalCloud cloud, TestClock clock, LogLines lines) {
    run(cloud, cloud.environment("ReconcileFunction"), clock, lines, FUNCTION_TIME);
  }

  private static void run(
      LocalCloud cloud,
      Map<String, String> variables,
      TestClock clock,
      LogLines lines,
      Duration timeLeft) {
    new ReconcileFunction(
            Environment.read(ReconcileConfig.class, variables),
            RecordedCalls.of(cloud, "ReconcileFunction", variables),
            clock,
            lines.log())
        .handleRequest(
            Events.read(Events.recorded("reconcile.json"), ScheduledEvent.class),
            TestContext.with(timeLeft));
  }

  /** A capture that was accepted just now, and of whose order nothing is known. */
  Capture created(CaptureFixture fixture) {
    Capture capture = fixture.createdAt(clock.instant()).queued();
    captures.create(List.of(capture), clock.instant().plus(Duration.ofDays(1)));
    return capture;
  }
}
