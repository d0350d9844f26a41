package dev.shutterhook.localrunner.rie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.fixture.DueMonitorFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.localrunner.endtoend.Receivers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each zip function takes its recorded event in AWS's runtime, and does what the event asks. */
@Tag("rie")
class ZipFunctionsTest {
  private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";

  @TempDir private static Path folder;
  private static LambdaStage stage;
  private static Records records;

  @BeforeAll
  static void open() {
    stage = new LambdaStage(folder);
    records = new Records(stage.cloud());
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  private static JsonNode answer(EmulatedFunction function, String event)
      throws IOException, InterruptedException {
    return Json.tree(function.invoke(stage.event(event)));
  }

  @Test
  void submitStoresACaptureOrdersItAndAnswersForIt() throws Exception {
    try (EmulatedFunction submit = stage.zip("SubmitFunction")) {
      JsonNode answered = answer(submit, "submit-capture.json");
      assertEquals(202, answered.path("statusCode").asInt(), answered::toString);
      String id = Json.tree(answered.path("body").asText()).path("id").asText();
      Capture capture = records.captures.find(Id.of(id)).orElseThrow();
      assertEquals(CaptureStatus.QUEUED, capture.status());
      assertEquals("4711", capture.metadata().path("order").asText());
      assertTrue(
          records.in("RenderQueue").stream().anyMatch(o -> o.path("capture").asText().equals(id)));
      assertEquals(404, answer(submit, "get-capture.json").path("statusCode").asInt());
      assertEquals(200, answer(submit, "list-deliveries.json").path("statusCode").asInt());
      assertEquals(200, answer(submit, "replay-deliveries.json").path("statusCode").asInt());
      assertEquals(1, submit.runtime().size(), "one environment took all four");
    }
  }

  @Test
  void settleEndsWhatRenderersReport() throws Exception {
    try (EmulatedFunction settle = stage.zip("SettleFunction")) {
      for (String name :
          List.of("render-outcome.json", "render-failed.json", "render-dead-letter.json")) {
        String event = stage.event(name);
        Id capture = records.queued(event, Instant.now());
        assertEquals(NONE_FAILED, settle.invoke(event), settle::log);
        assertEquals(
            name.equals("render-outcome.json") ? CaptureStatus.COMPLETED : CaptureStatus.FAILED,
            records.captures.find(capture).orElseThrow().status());
      }
      assertEquals(3, records.in("DeliverQueue").size(), "tickets");
    }
  }

  @Test
  void deliverPostsAWebhookThatVerifies() throws Exception {
    try (Receivers receivers = new Receivers();
        EmulatedFunction deliver = stage.zip("DeliverFunction")) {
      String event =
          stage
              .event("delivery.json")
              .replaceFirst("arn:aws:sqs:[^\"]*", stage.cloud().queueArn("CarefulQueue"));
      Delivery delivery = records.pending(event, receivers.url("ok"));
      assertEquals(NONE_FAILED, deliver.invoke(event), deliver::log);
      Receivers.Received received = receivers.all().getFirst();
      received.verify(records.webhookSecret());
      assertEquals(delivery.body(), received.body());
      assertEquals(
          DeliveryState.DELIVERED, records.deliveries.find(delivery.id()).orElseThrow().state());
    }
  }

  @Test
  void tickStartsTheRunThatIsDue() throws Exception {
    Monitor monitor =
        DueMonitorFixture.aMonitor().of("default").madeAt(Instant.now()).dueAt(Instant.now());
    records.watch(monitor);
    try (EmulatedFunction tick = stage.zip("TickFunction")) {
      assertEquals("null", tick.invoke(stage.event("tick.json")), tick::log);
      MonitorRun run = records.runsOf(monitor).getFirst();
      assertTrue(records.captures.find(run.capture()).isPresent(), tick::log);
    }
  }

  @Test
  void reconcileOrdersAgainWhatNobodyCarries() throws Exception {
    Instant lost = Instant.now().minus(CaptureStore.OUTBOX_MAX_AGE).minusSeconds(1);
    Id capture = records.queued(Ids.secure().next(Id.Kind.CAPTURE), "token", lost);
    try (EmulatedFunction reconcile = stage.zip("ReconcileFunction")) {
      assertEquals("null", reconcile.invoke(stage.event("reconcile.json")), reconcile::log);
      assertEquals(1, records.captures.orders(capture), reconcile::log);
    }
  }

  @Test
  void scheduledCaptureIsAskedFor() throws Exception {
    try (EmulatedFunction scheduled = stage.zip("ScheduledCaptureFunction")) {
      assertEquals("null", scheduled.invoke(stage.event("scheduled-capture.json")), scheduled::log);
      String accepted =
          scheduled.log().lines().filter(l -> l.contains("capture.accepted")).findFirst().get();
      Id id = Id.of(Json.tree(accepted).path("capture").asText());
      assertEquals(CaptureStatus.QUEUED, records.captures.find(id).orElseThrow().status());
    }
  }

  @Test
  void compareTakesWhatIsSeenAsTheBaseline() throws Exception {
    String event = stage.event("compare-order.json");
    Id run = Id.of(Records.body(event).path("run").asText());
    Monitor monitor = DueMonitorFixture.aMonitor().dueAt(Records.inAMonth());
    records.watch(monitor);
    records.begin(run, monitor);
    records.ended(
        Seen.of(stage.cloud(), Id.of(Records.body(event).path("capture").asText()), "10 euros\n"));
    try (EmulatedFunction compare = stage.zip("CompareFunction")) {
      assertEquals(NONE_FAILED, compare.invoke(event), compare::log);
      assertEquals(RunState.BASELINE, records.runs.find(run).orElseThrow().state(), compare::log);
      assertFalse(compare.log().contains("ERROR"), compare::log);
    }
  }
}
