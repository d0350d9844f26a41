package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.Baseline;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.monitor.CompareSettings;
import dev.shutterhook.core.monitor.Mask;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Identity;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Real: the handler, the recorded event, and tables, bucket and queues of template.yaml. */
@ExtendWith(CloudExtension.class)
class TickFunctionTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LocalCloud cloud;
  private final Watched watched;
  private final Inbox orders;
  private final Inbox compares;

  TickFunctionTest(LocalCloud cloud) {
    this.cloud = cloud;
    watched = new Watched(cloud);
    orders = new Inbox(cloud, "RenderQueue");
    compares = new Inbox(cloud, "CompareQueue");
  }

  @AfterEach
  void forget() {
    watched.close();
  }

  private MonitorRun only(Monitor monitor) {
    List<MonitorRun> runs = watched.runsOf(monitor);
    assertEquals(1, runs.size(), "runs");
    return runs.getFirst();
  }

  private void due(Monitor monitor, Instant at) {
    cloud
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(cloud.tableName("MonitorsTable"))
                    .key(Map.of("id", AttributeValue.fromS(monitor.id().toString())))
                    .updateExpression("SET due_at = :at")
                    .expressionAttributeValues(
                        Map.of(":at", AttributeValue.fromN(Long.toString(at.toEpochMilli())))));
  }

  @Test
  void startsARunAsksForItsCaptureAndMovesOn() {
    Instant now = watched.clock.instant();
    CompareSettings compare =
        new CompareSettings(
            Baseline.PREVIOUS,
            0.001,
            0.1,
            List.of(new Mask(".ad", null), new Mask(null, new Box(0, 0, 10, 10))),
            List.of("\\d+ visitors"),
            true,
            0);
    Monitor monitor =
        watched.due(
            watched.one().madeAt(now).every("rate(5 minutes)").keptFor(7).comparing(compare));
    watched.tick();

    MonitorRun run = only(monitor);
    assertEquals(RunState.PENDING, run.state());
    assertEquals(now, run.scheduledAt());
    assertEquals(now.plus(Duration.ofDays(7)).getEpochSecond(), run.expiresAt().getEpochSecond());
    Capture capture = watched.captures.find(run.capture()).orElseThrow();
    assertEquals(run.id(), capture.origin().run());
    assertEquals(watched.account, capture.account());
    assertEquals(
        now.plus(Duration.ofDays(7)).getEpochSecond(),
        watched.captures.expiresAt(capture.id()).orElseThrow().getEpochSecond());
    RenderOrder order = Inbox.order(orders.about(run.capture().toString()));
    assertEquals(List.of(Format.PNG, Format.TEXT), order.options().output().formats());
    assertEquals(List.of(".ad"), order.options().changes().mask());
    assertEquals(List.of("\\d+ visitors"), order.options().changes().maskText());
    assertEquals(now.plus(Duration.ofMinutes(5)), watched.now(monitor).dueAt());
  }

  @Test
  void leavesAloneWhatIsNotDueOrNotActive() {
    Monitor later = watched.kept(watched.one().dueAt(watched.clock.instant().plusMillis(1)));
    Monitor paused = watched.kept(watched.one().paused());
    watched.tick();
    assertEquals(List.of(), watched.runsOf(later));
    assertEquals(List.of(), watched.runsOf(paused));
  }

  @Test
  void aTickThatDiedBeforeItMovedOnIsRepeatedAndChangesNothing() {
    Monitor monitor = watched.due(watched.one());
    watched.tick();
    MonitorRun run = only(monitor);
    due(monitor, watched.clock.instant());
    watched.clock.forward(Duration.ofSeconds(20));
    watched.tick();
    assertEquals(run, only(monitor));
    assertEquals(1, orders.allAbout(run.capture().toString()).size());
    assertEquals(
        1,
        new MonthlyQuota(cloud.dynamoDb(), cloud.tableName("AccountsTable"))
            .used(watched.key.publicId(), watched.clock.instant()),
        "counted once");
    assertEquals(run.scheduledAt().plus(MINUTE), watched.now(monitor).dueAt());
  }

  @Test
  void anHourThatWasMissedIsOneRun() {
    Monitor monitor = watched.due(watched.one());
    Instant first = watched.clock.instant();
    watched.clock.forward(Duration.ofHours(1));
    watched.tick();
    watched.tick();
    assertEquals(first, only(monitor).scheduledAt());
    assertEquals(watched.clock.instant().plus(MINUTE), watched.now(monitor).dueAt());
  }

  @Test
  void aTickThatIsAMomentLateMissesNothing() {
    Monitor monitor = watched.due(watched.one());
    Instant first = watched.clock.instant();
    watched.clock.forward(MINUTE.plusMillis(200));
    watched.tick();
    watched.clock.forward(MINUTE);
    watched.tick();
    assertEquals(
        List.of(first.plus(MINUTE), first),
        watched.runsOf(monitor).stream().map(MonitorRun::scheduledAt).toList());
  }

  @Test
  void makesNoCaptureForAKeyThatWasRevoked() {
    Monitor monitor = watched.due(watched.one());
    watched.keys().revoke(watched.key.publicId(), watched.clock.instant());
    watched.tick();
    MonitorRun run = only(monitor);
    assertTrue(watched.captures.find(run.capture()).isEmpty());
    CompareOrder order = Json.read(compares.about(run.id().toString()).body(), CompareOrder.class);
    assertEquals(run.capture(), order.capture());
    assertEquals("unauthorized", Objects.requireNonNull(order.failure()).code());
    assertEquals(RunState.PENDING, run.state(), "whoever compares ends it");
    assertEquals(run.scheduledAt().plus(MINUTE), watched.now(monitor).dueAt());
  }

  @Test
  void makesAsManyAsTheQuotaAllows() {
    watched.keys().limit(watched.key.publicId(), new KeyLimits(null, 5L));
    List<Monitor> all = IntStream.range(0, 8).mapToObj(i -> watched.due(watched.one())).toList();
    watched.tick();
    List<MonitorRun> runs = all.stream().map(this::only).toList();
    List<MonitorRun> refused =
        runs.stream().filter(run -> watched.captures.find(run.capture()).isEmpty()).toList();
    assertEquals(3, refused.size());
    refused.forEach(
        run ->
            assertEquals(
                "quota_exceeded",
                Objects.requireNonNull(
                        Json.read(compares.about(run.id().toString()).body(), CompareOrder.class)
                            .failure())
                    .code()));
    assertEquals(3, watched.lines.of("run.refused").size());
  }

  @Test
  void makesAsManyAsMayBeUnderWay() {
    List<Monitor> all = IntStream.range(0, 4).mapToObj(i -> watched.due(watched.one())).toList();
    watched.tick(Map.of("CAPTURES_IN_FLIGHT", "1"), Watched.FUNCTION_TIME);
    assertEquals(
        1,
        all.stream()
            .filter(monitor -> watched.captures.find(only(monitor).capture()).isPresent())
            .count());
  }

  @Test
  void visitsAPageAsTheMonitorSays() {
    SealingKey sealing =
        SealingKey.parse(String.valueOf(cloud.environment("TickFunction").get("SEALING_KEY")));
    Identity visitor = new Identity(Map.of("x-staging", "let me in"), List.of(), null);
    Monitor monitor = watched.due(watched.one().as(visitor, sealing));
    watched.tick();
    RenderOrder order = Inbox.order(orders.about(only(monitor).capture().toString()));
    assertEquals(visitor, order.opened(sealing).identity());
    assertFalse(Json.write(order).contains("let me in"));
  }

  @Test
  void endsWithItsSchedule() {
    Instant now = watched.clock.instant();
    Monitor monitor = watched.due(watched.one().until(now.plus(MINUTE)));
    watched.tick();
    Monitor after = watched.now(monitor);
    assertEquals(now, only(monitor).scheduledAt());
    assertEquals(MonitorState.PAUSED, after.state());
    assertEquals(Monitor.Pause.ENDED, after.pausedBecause());
    assertNull(after.dueAt());
    watched.clock.forward(MINUTE);
    watched.tick();
    only(monitor);
  }

  @Test
  void looksAtNothingAtItsEndOrLater() {
    Monitor monitor = watched.due(watched.one().until(watched.clock.instant()));
    watched.tick();
    assertEquals(List.of(), watched.runsOf(monitor));
    assertEquals(Monitor.Pause.ENDED, watched.now(monitor).pausedBecause());
  }

  @Test
  void oneThatCannotBeReadHarmsNoOther() {
    Monitor broken = watched.due(watched.one());
    Monitor nonsense = watched.due(watched.one().every("when it rains"));
    Monitor good = watched.due(watched.one());
    cloud
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(cloud.tableName("MonitorsTable"))
                    .key(Map.of("id", AttributeValue.fromS(broken.id().toString())))
                    .updateExpression("SET settings = :broken")
                    .expressionAttributeValues(Map.of(":broken", AttributeValue.fromS("{"))));
    watched.tick();
    only(good);
    List<String> logged =
        watched.lines.of("monitor.not_run").stream().map(l -> l.path("monitor").asText()).toList();
    assertTrue(logged.contains(broken.id().toString()), "it is logged");
    assertTrue(logged.contains(nonsense.id().toString()), "so is the other");
    assertTrue(
        Objects.requireNonNull(watched.now(nonsense).dueAt()).isAfter(watched.clock.instant()),
        "it is put off");
  }

  @Test
  void takesUpNothingWhenItsTimeIsNearlyUp() {
    Monitor monitor = watched.due(watched.one());
    watched.tick(Map.of(), Duration.ofSeconds(10));
    assertEquals(List.of(), watched.runsOf(monitor));
    assertEquals(watched.clock.instant(), watched.now(monitor).dueAt());
  }

  @Test
  void goesThroughMoreThanOneBatch() {
    List<Monitor> all = IntStream.range(0, 105).mapToObj(i -> watched.due(watched.one())).toList();
    watched.tick();
    List<Monitor> others =
        all.stream().filter(monitor -> watched.runsOf(monitor).size() != 1).toList();
    assertEquals(List.of(), others);
  }
}
