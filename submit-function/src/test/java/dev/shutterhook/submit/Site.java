package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.DueMonitorFixture;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.fixture.TestContext;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.submit.schedule.Occurrences;
import dev.shutterhook.submit.tick.TickConfig;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A site whose twenty pages are watched by twenty schedules, in virtual time. Real: TickFunction,
 * two of it where a test wants them, the tables and the queue. A double: nobody renders, so that
 * captures are deleted when they were counted.
 */
final class Site implements AutoCloseable {
  /** Minutes in which nothing ticks. */
  record Outage(int from, int to) {
    boolean covers(int minute) {
      return minute >= from && minute < to;
    }
  }

  private static final ScheduledEvent EVENT =
      Events.read(Events.recorded("tick.json"), ScheduledEvent.class);

  private static final int READ = 100;
  private static final int DELETE = 25;

  private final LocalCloud cloud =
      LocalCloud.start(
          Path.of(System.getProperty("shutterhook.root"), "template.yaml"),
          Map.of(),
          Storage.inMemory());
  private final MonitorStore monitors =
      new MonitorStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
  private final RunStore runs = new RunStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
  private final CaptureStore captures =
      new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final TestClock clock;
  private final Instant start;
  private final List<TickFunction> ticks = new ArrayList<>();
  private final Map<Monitor, NavigableSet<Instant>> expected = new LinkedHashMap<>();

  Site(Instant start, List<String> schedules, ZoneId zone) {
    this.start = start;
    this.clock = new TestClock(start);
    Map<String, String> variables = new HashMap<>(cloud.environment("TickFunction"));
    variables.put("CAPTURES_IN_FLIGHT", "100000");
    variables.put("BOOTSTRAP_API_KEY_HASH", "ab".repeat(32));
    TickConfig config = Environment.read(TickConfig.class, variables);
    EventLog silent =
        new EventLog(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), clock);
    for (int i = 0; i < 2; i++) {
      ticks.add(new TickFunction(config, RecordedCalls.of(cloud, "TickFunction"), clock, silent));
    }
    for (int page = 0; page < schedules.size(); page++) {
      watch(
          DueMonitorFixture.aMonitor()
              .of("site-" + page)
              .every(schedules.get(page))
              .in(zone)
              .madeAt(start));
    }
  }

  private void watch(DueMonitorFixture page) {
    Instant first = Occurrences.of(page.settings(), start).from(start).orElseThrow();
    Monitor monitor = page.dueAt(first);
    cloud.dynamoDb().transactWriteItems(write -> write.transactItems(monitors.creating(monitor)));
    expected.put(monitor, new TreeSet<>());
  }

  /**
   * Lets so many minutes go by, with a tick in each that no outage covers.
   *
   * @param twice whether two functions tick at once
   */
  void live(int from, int to, List<Outage> outages, boolean twice) {
    for (int minute = from; minute < to; minute++) {
      int now = minute;
      if (outages.stream().noneMatch(outage -> outage.covers(now))) {
        tick(twice);
      }
      clock.forward(Duration.ofMinutes(1));
    }
  }

  private void tick(boolean twice) {
    Stream<CompletableFuture<Void>> running =
        ticks.stream()
            .limit(twice ? 2 : 1)
            .map(tick -> CompletableFuture.runAsync(() -> tick(tick), threads));
    CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
  }

  private static void tick(TickFunction function) {
    function.handleRequest(EVENT, TestContext.with(Watched.FUNCTION_TIME));
  }

  /**
   * What is wrong with the runs of those minutes, in words: each occurrence has one run and each
   * run one capture, the hours without ticks have one for all, and there is no other run.
   */
  List<String> faults(int from, int to, List<Outage> outages) {
    List<String> faults = new ArrayList<>();
    expected.forEach(
        (monitor, all) -> {
          NavigableSet<Instant> due = due(monitor, from, to, outages);
          all.addAll(due);
          List<Id> ids = due.stream().map(at -> MonitorRun.idOf(monitor.id(), at)).toList();
          faults.addAll(missing(monitor, ids));
          int found = count(monitor);
          if (found != all.size()) {
            faults.add(monitor.settings().schedule() + ": " + found + " runs for " + all.size());
          }
        });
    return faults;
  }

  int runs() {
    return expected.values().stream().mapToInt(NavigableSet::size).sum();
  }

  private NavigableSet<Instant> due(Monitor monitor, int from, int to, List<Outage> outages) {
    Occurrences occurrences = Occurrences.of(monitor.settings(), monitor.createdAt());
    NavigableSet<Instant> due = new TreeSet<>();
    Instant end = at(to);
    for (Optional<Instant> next = occurrences.from(at(from));
        next.isPresent() && next.get().isBefore(end);
        next = occurrences.after(next.get())) {
      due.add(next.get());
    }
    for (Outage outage : outages) {
      // What the first tick after it finds: the oldest stands for all, its own minute included.
      NavigableSet<Instant> missed =
          new TreeSet<>(due.subSet(at(outage.from()), true, at(outage.to()), true));
      missed.pollFirst();
      due.removeAll(missed);
    }
    return due;
  }

  private Instant at(int minute) {
    return start.plus(Duration.ofMinutes(minute));
  }

  private List<String> missing(Monitor monitor, List<Id> ids) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += READ) {
      List<Id> some = ids.subList(i, Math.min(i + READ, ids.size()));
      List<Id> looks = some.stream().map(run -> run.child(Id.Kind.CAPTURE, 0)).toList();
      int begun = runs.find(some).size();
      List<Capture> made = captures.find(looks);
      if (begun != some.size() || made.size() != some.size()) {
        faults.add(
            monitor.settings().schedule()
                + ": "
                + begun
                + " runs, "
                + made.size()
                + " captures of "
                + some.size());
      }
      delete(looks);
    }
    return faults;
  }

  private int count(Monitor monitor) {
    int count = 0;
    Optional<Id> before = Optional.empty();
    do {
      Page<Id> page = runs.page(monitor.id(), before, 500);
      count += page.entries().size();
      before = page.next();
    } while (before.isPresent());
    return count;
  }

  private void delete(List<Id> looks) {
    for (int i = 0; i < looks.size(); i += DELETE) {
      List<WriteRequest> deletes =
          looks.subList(i, Math.min(i + DELETE, looks.size())).stream()
              .map(id -> Map.of("id", AttributeValue.fromS(id.toString())))
              .map(key -> WriteRequest.builder().deleteRequest(d -> d.key(key)).build())
              .toList();
      cloud
          .dynamoDb()
          .batchWriteItem(
              write -> write.requestItems(Map.of(cloud.tableName("CapturesTable"), deletes)));
    }
  }

  /** Orders that wait for a renderer, those included that wait for their second. */
  int orders() {
    return cloud
        .sqs()
        .getQueueAttributes(
            get ->
                get.queueUrl(cloud.queueUrl("RenderQueue"))
                    .attributeNamesWithStrings(
                        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed"))
        .attributesAsStrings()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  @Override
  public void close() {
    threads.shutdown();
    cloud.close();
  }
}
