package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.ApiKeyStore;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.DueMonitorFixture;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.fixture.TestContext;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.table.BulkRead;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.submit.tick.TickConfig;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Monitors of an account of its own in one cloud, and a tick that runs when a test wants it to.
 * Closing it deletes them with their runs, so that no later tick finds them.
 */
final class Watched implements AutoCloseable {
  static final Duration FUNCTION_TIME = Duration.ofSeconds(60);

  final LocalCloud cloud;
  final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.MINUTES));
  final LogLines lines = new LogLines(clock);
  final MonitorStore monitors;
  final RunStore runs;
  final CaptureStore captures;
  final String account = "watched-" + System.nanoTime();
  final ApiKey key = ApiKey.random(new SecureRandom());

  private final List<Id> made = new ArrayList<>();

  Watched(LocalCloud cloud) {
    this.cloud = cloud;
    monitors = new MonitorStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
    runs = new RunStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
    captures = new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    keys().create(key, account, Optional.empty(), KeyLimits.NONE, clock.instant());
  }

  ApiKeyStore keys() {
    return new ApiKeyStore(cloud.dynamoDb(), cloud.tableName("AccountsTable"));
  }

  /** A monitor of this account, made by its key a minute ago. */
  DueMonitorFixture one() {
    return DueMonitorFixture.aMonitor()
        .of(account)
        .by(key.publicId())
        .madeAt(clock.instant().minusSeconds(60));
  }

  Monitor due(DueMonitorFixture fixture) {
    return kept(fixture.dueAt(clock.instant()));
  }

  Monitor kept(Monitor monitor) {
    cloud.dynamoDb().transactWriteItems(write -> write.transactItems(monitors.creating(monitor)));
    made.add(monitor.id());
    return monitor;
  }

  Monitor now(Monitor monitor) {
    return monitors.find(monitor.id()).orElseThrow();
  }

  void tick() {
    tick(Map.of(), FUNCTION_TIME);
  }

  void tick(Map<String, String> overrides, Duration timeLeft) {
    function(overrides, lines.log())
        .handleRequest(
            Events.read(Events.recorded("tick.json"), ScheduledEvent.class),
            TestContext.with(timeLeft));
  }

  TickFunction function(Map<String, String> overrides, EventLog log) {
    Map<String, String> variables = new HashMap<>(cloud.environment("TickFunction"));
    variables.putAll(overrides);
    return new TickFunction(
        Environment.read(TickConfig.class, variables),
        RecordedCalls.of(cloud, "TickFunction", variables),
        clock,
        log);
  }

  /** A monitor's runs, the newest first. */
  List<MonitorRun> runsOf(Monitor monitor) {
    return runs.find(runs.page(monitor.id(), Optional.empty(), BulkRead.MAX_READ).entries());
  }

  /** Deletes what was made, so that nobody looks after it while other tests' clocks run on. */
  @Override
  public void close() {
    for (Id monitor : made) {
      for (Id run : runs.page(monitor, Optional.empty(), BulkRead.MAX_READ).entries()) {
        cloud
            .dynamoDb()
            .deleteItem(
                delete ->
                    delete
                        .tableName(cloud.tableName("CapturesTable"))
                        .key(Map.of("id", AttributeValue.fromS(captureOf(run)))));
        runs.delete(run);
      }
      monitors.delete(monitor);
    }
  }

  private static String captureOf(Id run) {
    return run.child(Id.Kind.CAPTURE, 0).toString();
  }
}
