package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Real: the handler, the recorded event, and tables, bucket and queues of template.yaml. */
@CloudExtension.Own
@ExtendWith(CloudExtension.class)
class ReconcileFunctionTest {
  private static final Duration LOST = CaptureStore.OUTBOX_MAX_AGE.plusMillis(1);
  private static final Duration FORGOTTEN = CaptureStore.ORDER_MAX_AGE.plusMillis(1);

  private final LocalCloud cloud;
  private final Reconciling reconciling;
  private final TestClock clock;
  private final LogLines lines;
  private final Ids ids = Ids.secure();
  private final CaptureStore captures;
  private final DeliveryStore deliveries;
  private final Inbox orders;
  private final Inbox outcomes;
  private final Inbox tickets;

  ReconcileFunctionTest(LocalCloud cloud) {
    this.cloud = cloud;
    deliveries = new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
    reconciling = new Reconciling(cloud);
    clock = reconciling.clock;
    lines = reconciling.lines;
    captures = reconciling.captures;
    orders = reconciling.orders;
    outcomes = reconciling.outcomes;
    tickets = reconciling.tickets;
  }

  private Delivery pending(Instant nextAttemptAt) {
    Delivery delivery =
        Delivery.pending(
                ids.next(Id.Kind.DELIVERY),
                ids.next(Id.Kind.MESSAGE),
                "acme",
                ids.next(Id.Kind.CAPTURE),
                EventType.CAPTURE_COMPLETED,
                WebUrl.parse("https://hooks.example.com/shutterhook"),
                "{}",
                clock.instant(),
                clock.instant().plus(Duration.ofDays(1)))
            .at(
                new DeliveryProgress(
                    DeliveryState.PENDING, 1, 0, clock.instant(), nextAttemptAt, null, null));
    deliveries.create(delivery);
    return delivery;
  }

  private List<String> logged(String event, String kind) {
    return lines.of(event).stream().map(line -> line.path(kind).asText()).toList();
  }

  @Test
  void ordersACaptureWhoseSubmitterDiedBetweenTableAndQueue() {
    Capture capture = reconciling.created(aCapture());
    clock.forward(CaptureStore.OUTBOX_MAX_AGE);
    reconciling.run();
    assertEquals(List.of(), orders.allAbout(capture.id().toString()));
    clock.forward(Duration.ofMillis(1));
    reconciling.run();
    Message message = orders.about(capture.id().toString());
    assertEquals(capture.options(), Inbox.order(message).options());
    assertEquals(capture.token(), Inbox.order(message).token());
    assertEquals("acme", message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    assertTrue(logged("capture.resumed", "capture").contains(capture.id().toString()));
    reconciling.run();
    assertEquals(1, orders.allAbout(capture.id().toString()).size(), "and only once");
  }

  @Test
  void resumesWhatTheApiCouldNotOrderWithItsDocument() {
    TestApi broken =
        new TestApi(
            cloud,
            RecordedCalls.of(cloud, "SubmitFunction"),
            Map.of("RENDER_QUEUE_URL", cloud.queueUrl("RenderQueue") + "-gone"));
    String html = "<h1>kept</h1>";
    String id = broken.post(RequestFixture.anHtmlRequest(html).json()).body().path("id").asText();
    clock.forward(LOST.plusSeconds(60));
    reconciling.run();
    assertEquals(new Source.Document(html), Inbox.order(orders.about(id)).options().source());
  }

  @Test
  void leavesInItsQueueWhatWaitsThere() {
    Capture capture = reconciling.created(aCapture());
    captures.ordered(List.of(capture.id()), clock.instant(), null);
    Instant due = clock.instant().plus(CaptureStore.ORDER_MAX_AGE);
    clock.forward(LOST);
    reconciling.run();
    assertEquals(List.of(), orders.allAbout(capture.id().toString()));
    assertFalse(logged("capture.resumed", "capture").contains(capture.id().toString()));
    assertFalse(captures.overdue(due, 1_000).contains(capture.id()), "it is not looked at again");
    assertTrue(captures.overdue(due.plusMillis(1), 1_000).contains(capture.id()));
  }

  /** A batch waits behind a few renderers; behind it in time, one lost its order. */
  @Test
  void ordersAgainWhatNothingWasHeardOf() {
    Capture capture = reconciling.created(aCapture());
    captures.ordered(List.of(capture.id()), clock.instant(), null);
    captures.started(capture.id(), capture.token(), clock.instant());
    clock.forward(FORGOTTEN);
    reconciling.run();
    orders.about(capture.id().toString());
    assertEquals(2, captures.orders(capture.id()));
  }

  @Test
  void reportsAsFailedWhatWasOrderedTooOften() {
    Capture capture = reconciling.created(aCapture());
    IntStream.range(0, 5)
        .forEach(i -> captures.ordered(List.of(capture.id()), clock.instant(), null));
    clock.forward(FORGOTTEN);
    reconciling.run();
    assertEquals(List.of(), orders.allAbout(capture.id().toString()));
    RenderReport.RenderFailed failed = failedReport(capture);
    assertEquals(capture.token(), failed.token());
    assertEquals(FailureCode.RENDER_CRASHED, failed.failure().code());
    assertTrue(failed.failure().message().contains("given up"));
    assertFalse(failed.failure().retryable());
    reconciling.run();
    assertEquals(1, outcomes.allAbout(capture.id().toString()).size(), "and only once");
  }

  private RenderReport.RenderFailed failedReport(Capture capture) {
    Message message = outcomes.about(capture.id().toString());
    return assertInstanceOf(
        RenderReport.RenderFailed.class, Json.read(message.body(), RenderReport.class));
  }

  @Test
  void reportsAsFailedWhatHasLostItsDocument() {
    CaptureFixture fixture = aCapture().of(RequestFixture.anHtmlRequest("<p>"));
    Capture asked = fixture.createdAt(clock.instant()).queued();
    Capture stored =
        Capture.queued(
            asked.id(),
            asked.account(),
            asked.token(),
            RequestFixture.anHtmlRequest("<p>")
                .accepted()
                .from(new Source.StoredDocument("sources/" + asked.id() + ".html")),
            null,
            clock.instant());
    captures.create(List.of(stored), clock.instant().plus(Duration.ofDays(1)));
    clock.forward(LOST);
    reconciling.run();
    Failure failure = failedReport(stored).failure();
    assertTrue(failure.message().contains("no longer stored"));
    assertFalse(failure.retryable());
  }

  @Test
  void leavesAloneWhatHasEnded() {
    CaptureFixture fixture = aCapture();
    reconciling.created(fixture);
    Capture completed = fixture.completed();
    settle(completed);
    clock.forward(FORGOTTEN);
    reconciling.run();
    assertEquals(List.of(), orders.allAbout(completed.id().toString()));
  }

  @Test
  void sendsALostTicketAgain() {
    Delivery delivery = pending(clock.instant());
    clock.forward(DeliveryStore.OUTBOX_MAX_AGE.plusMillis(1));
    reconciling.run();
    Message message = tickets.about(delivery.id().toString());
    assertEquals(DeliveryTicket.of(delivery.id()), Json.read(message.body(), DeliveryTicket.class));
    assertEquals(
        "hooks.example.com", message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    assertTrue(logged("delivery.resumed", "delivery").contains(delivery.id().toString()));
    reconciling.run();
    assertEquals(1, tickets.allAbout(delivery.id().toString()).size(), "and only once");
  }

  /** As whoever ends the capture leaves it where he ends between its two writes. */
  private Delivery prepared(Capture capture) {
    Delivery delivery =
        Delivery.pending(
                ids.next(Id.Kind.DELIVERY),
                ids.next(Id.Kind.MESSAGE),
                "acme",
                capture.id(),
                EventType.CAPTURE_COMPLETED,
                WebUrl.parse("https://hooks.example.com/shutterhook"),
                "{}",
                clock.instant(),
                clock.instant().plus(Duration.ofDays(1)))
            .prepare();
    deliveries.create(delivery);
    return delivery;
  }

  private void settle(Capture ended) {
    cloud.dynamoDb().transactWriteItems(write -> write.transactItems(captures.settling(ended)));
  }

  @Test
  void sendsTheTicketOfADeliveryThatItsCaptureNames() {
    CaptureFixture fixture = aCapture();
    Delivery delivery = prepared(reconciling.created(fixture));
    settle(fixture.completed().toldBy(List.of(delivery.id())));
    clock.forward(DeliveryStore.OUTBOX_MAX_AGE.plusMillis(1));
    reconciling.run();
    tickets.about(delivery.id().toString());
    assertFalse(deliveries.find(delivery.id()).orElseThrow().prepared());
  }

  @Test
  void deletesADeliveryThatItsCaptureDoesNotName() {
    CaptureFixture fixture = aCapture();
    Delivery orphan = prepared(reconciling.created(fixture));
    Delivery told = prepared(fixture.queued());
    settle(fixture.completed().toldBy(List.of(told.id())));
    Delivery gone = prepared(aCapture().queued());
    clock.forward(DeliveryStore.OUTBOX_MAX_AGE);
    reconciling.run();
    assertTrue(deliveries.find(orphan.id()).isPresent(), "whoever prepared it may be at it");
    clock.forward(Duration.ofMillis(1));
    reconciling.run();
    for (Delivery lost : List.of(orphan, gone)) {
      assertEquals(Optional.empty(), deliveries.find(lost.id()));
      assertEquals(List.of(), tickets.allAbout(lost.id().toString()));
      assertTrue(logged("delivery.discarded", "delivery").contains(lost.id().toString()));
    }
    tickets.about(told.id().toString());
  }

  @Test
  void looksAgainLaterAtADeliveryWhoseCaptureIsUnderWay() {
    CaptureFixture fixture = aCapture();
    Delivery delivery = prepared(reconciling.created(fixture));
    clock.forward(DeliveryStore.OUTBOX_MAX_AGE.plusMillis(1));
    reconciling.run();
    assertEquals(List.of(), tickets.allAbout(delivery.id().toString()));
    assertTrue(deliveries.find(delivery.id()).orElseThrow().prepared());
    assertFalse(deliveries.overdue(clock.instant(), 1_000).contains(delivery.id()));
    settle(fixture.failed());
    clock.forward(DeliveryStore.TICKET_MAX_DELAY.plusMillis(1));
    reconciling.run();
    assertEquals(Optional.empty(), deliveries.find(delivery.id()));
  }

  @Test
  void sendsTheTicketOfADeliveryWhoseCaptureWasDeletedMeanwhile() {
    Delivery delivery = prepared(aCapture().queued());
    deliveries.confirm(delivery.outline());
    clock.forward(DeliveryStore.OUTBOX_MAX_AGE.plusMillis(1));
    reconciling.run();
    tickets.about(delivery.id().toString());
  }

  @Test
  void sendsTheTicketOfAReplayThatTheApiCouldNotSend() {
    TestApi broken =
        new TestApi(
            cloud,
            RecordedCalls.of(cloud, "SubmitFunction"),
            Map.of("DELIVER_QUEUE_URL", cloud.queueUrl("DeliverQueue") + "-gone"));
    Delivery delivery =
        new Deliveries(cloud, broken.clock).exhausted(broken.account, Deliveries.HOOK);
    assertEquals(202, broken.replay(delivery.id()).status());
    clock.forward(DeliveryStore.OUTBOX_MAX_AGE.plusSeconds(60));
    reconciling.run();
    Message message = tickets.about(delivery.id().toString());
    assertEquals(
        DeliveryTicket.of(delivery.id(), 2), Json.read(message.body(), DeliveryTicket.class));
  }

  @Test
  void waitsForATicketAsLongAsTheNextAttemptIsAway() {
    Delivery delivery = pending(clock.instant().plus(Duration.ofHours(6)));
    clock.forward(DeliveryStore.OUTBOX_MAX_AGE.plusMillis(1));
    reconciling.run();
    tickets.about(delivery.id().toString());
    clock.forward(Duration.ofHours(6));
    reconciling.run();
    assertEquals(1, tickets.allAbout(delivery.id().toString()).size());
    clock.forward(DeliveryStore.TICKET_MAX_DELAY);
    reconciling.run();
    assertEquals(2, tickets.allAbout(delivery.id().toString()).size());
  }

  @Test
  void takesUpNothingWhenItsTimeIsNearlyUp() {
    Capture capture = reconciling.created(aCapture());
    clock.forward(LOST);
    reconciling.run(Map.of(), Duration.ofSeconds(10));
    assertEquals(0, captures.orders(capture.id()));
  }

  @Test
  void helpsTheOthersWhenOneCannotBeRead() {
    Capture unreadable = reconciling.created(aCapture());
    cloud
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(cloud.tableName("CapturesTable"))
                    .key(Map.of("id", AttributeValue.fromS(unreadable.id().toString())))
                    .updateExpression("SET options = :broken")
                    .expressionAttributeValues(Map.of(":broken", AttributeValue.fromS("{"))));
    Capture good = reconciling.created(aCapture());
    clock.forward(LOST);
    reconciling.run();
    assertEquals(1, captures.orders(good.id()));
    assertTrue(logged("capture.not_resumed", "capture").contains(unreadable.id().toString()));
    assertFalse(
        captures.overdue(clock.instant(), 1_000).contains(unreadable.id()), "it is put off");
  }

  @Test
  void throwsWhereNothingAtAllCouldBeDone() {
    Map<String, String> nowhere =
        Map.of(
            "CAPTURES_TABLE", "no-such-table",
            "DELIVERIES_TABLE", "no-such-table",
            "MONITORS_TABLE", "no-such-table");
    assertThrows(
        IllegalStateException.class, () -> reconciling.run(nowhere, Reconciling.FUNCTION_TIME));
    assertEquals(5, lines.of("reconcile.failed").size());
  }

  /** Whoever was canceling it died over it: the renderer would drop every order. */
  @Test
  void takesAwayTheMarkOfACaptureThatWasNotCanceledAfterAll() {
    CancelMarkStore marks = new CancelMarkStore(cloud.s3(), cloud.bucketName("ArtifactsBucket"));
    Capture capture = reconciling.created(aCapture());
    captures.ordered(List.of(capture.id()), clock.instant(), null);
    captures.doubtOrder(capture.id(), clock.instant().plus(CaptureStore.OUTBOX_MAX_AGE));
    marks.put(capture.id());
    clock.forward(LOST);
    reconciling.run();
    assertFalse(marks.marked(capture.id(), Duration.ofSeconds(5)));
    orders.about(capture.id().toString());
  }
}
