package dev.shutterhook.core.capture;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RecordedItems;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.localcloud.LocalCloud;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Real: DynamoDB Local with the table of template.yaml. */
@ExtendWith(CloudExtension.class)
class CaptureStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant EXPIRY = NOW.plus(Duration.ofDays(30));
  private static final int MANY = 1_000;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final CaptureStore captures;

  CaptureStoreTest(LocalCloud cloud) {
    dynamoDb = cloud.dynamoDb();
    table = cloud.tableName("CapturesTable");
    captures = new CaptureStore(dynamoDb, table);
  }

  private Capture created(CaptureFixture fixture) {
    Capture capture = fixture.queued();
    captures.create(List.of(capture), EXPIRY);
    return capture;
  }

  private void write(TransactWriteItem write) {
    dynamoDb.transactWriteItems(request -> request.transactItems(write));
  }

  @Test
  void findsWhatItPut() {
    Capture capture =
        created(aCapture().of(RequestFixture.aRequest().withCallback().with("format", "pdf")));
    assertEquals(Optional.of(capture), captures.find(capture.id()));
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertEquals(Optional.empty(), captures.find(aCapture().queued().id()));
  }

  @Test
  void doesNotMisreadWhatANewerVersionWrote() {
    Capture capture = created(aCapture());
    dynamoDb.updateItem(
        update ->
            update
                .tableName(table)
                .key(Map.of("id", AttributeValue.fromS(capture.id().toString())))
                .updateExpression("SET #schema = :newer")
                .expressionAttributeNames(Map.of("#schema", "schema"))
                .expressionAttributeValues(Map.of(":newer", AttributeValue.fromN("2"))));
    assertThrows(IllegalStateException.class, () -> captures.find(capture.id()));
  }

  @Test
  void neverPutsOverACapture() {
    Capture capture = created(aCapture());
    Capture other = aCapture().queued();
    Capture impostor = capture.canceled(NOW);
    assertEquals(List.of(other), captures.create(List.of(impostor, other), EXPIRY));
    assertEquals(Optional.of(capture), captures.find(capture.id()));
    assertEquals(List.of(), captures.create(List.of(impostor), EXPIRY));
  }

  @Test
  void showsALostOrderAfterItsMinuteAndNotBefore() {
    Capture capture = created(aCapture().createdAt(NOW));
    Instant due = NOW.plus(CaptureStore.OUTBOX_MAX_AGE);
    assertFalse(captures.overdue(due, MANY).contains(capture.id()));
    assertTrue(captures.overdue(due.plusMillis(1), MANY).contains(capture.id()));
  }

  private boolean overdue(Capture capture, Instant at) {
    return captures.overdue(at, MANY).contains(capture.id());
  }

  @Test
  void countsOrdersAndExpectsNewsOfEach() {
    Capture capture = created(aCapture().createdAt(NOW));
    assertEquals(0, captures.orders(capture.id()));
    captures.ordered(List.of(capture.id()), NOW, null);
    captures.ordered(List.of(capture.id()), NOW.plusSeconds(1), null);
    assertEquals(2, captures.orders(capture.id()));
    Instant minute = NOW.plus(CaptureStore.OUTBOX_MAX_AGE).plusMillis(1);
    assertTrue(overdue(capture, minute), "most have ended by then, so that nothing was moved");
    assertTrue(captures.expectNews(capture.id(), minute));
    Instant due = NOW.plusSeconds(1).plus(CaptureStore.ORDER_MAX_AGE);
    assertTrue(captures.expectNews(capture.id(), due));
    assertFalse(overdue(capture, due));
    assertFalse(captures.expectNews(capture.id(), due.plusMillis(1)));
    assertTrue(overdue(capture, due.plusMillis(1)));
  }

  @Test
  void expectsNoNewsWhereThereIsNoOrder() {
    Capture capture = created(aCapture().createdAt(NOW));
    assertFalse(captures.expectNews(capture.id(), NOW));
    captures.ordered(List.of(capture.id()), NOW, null);
    assertTrue(captures.doubtOrder(capture.id(), NOW.plusSeconds(60)));
    assertFalse(captures.expectNews(capture.id(), NOW));
    assertFalse(overdue(capture, NOW.plusSeconds(60)));
    assertTrue(overdue(capture, NOW.plusSeconds(60).plusMillis(1)));
    assertFalse(captures.expectNews(aCapture().queued().id(), NOW));
  }

  @Test
  void remindsWithoutCountingAnOrder() {
    Capture capture = created(aCapture().createdAt(NOW));
    assertTrue(captures.remind(capture.id(), NOW.plus(Duration.ofDays(1))));
    assertEquals(0, captures.orders(capture.id()));
    assertFalse(captures.overdue(NOW.plus(Duration.ofHours(23)), MANY).contains(capture.id()));
  }

  @Test
  void startsOnceAndOnlyForWhomCarriesTheToken() {
    Capture capture = created(aCapture());
    assertFalse(captures.started(capture.id(), Ids.secure().token(), NOW));
    assertTrue(captures.started(capture.id(), capture.token(), NOW));
    assertFalse(captures.started(capture.id(), capture.token(), NOW.plusSeconds(1)));
    Capture started = captures.find(capture.id()).orElseThrow();
    assertEquals(CaptureStatus.RENDERING, started.status());
    assertEquals(NOW, started.startedAt());
  }

  @Test
  void settlesOnceAndIsThenLeftAlone() {
    CaptureFixture fixture = aCapture().createdAt(NOW);
    created(fixture);
    Capture completed = fixture.completed();
    write(captures.settling(completed));
    assertEquals(Optional.of(completed), captures.find(completed.id()));
    assertThrows(
        TransactionCanceledException.class, () -> write(captures.settling(fixture.failed())));
    assertFalse(captures.started(completed.id(), completed.token(), NOW));
    captures.ordered(List.of(completed.id()), NOW, null);
    assertEquals(0, captures.orders(completed.id()));
    assertFalse(captures.remind(completed.id(), NOW));
    assertFalse(captures.expectNews(completed.id(), NOW));
    assertFalse(captures.doubtOrder(completed.id(), NOW));
    assertFalse(captures.overdue(NOW.plus(Duration.ofDays(9)), MANY).contains(completed.id()));
    assertEquals(Optional.of(completed), captures.find(completed.id()));
  }

  @Test
  void keepsWhyACaptureFailed() {
    CaptureFixture fixture = aCapture();
    created(fixture);
    write(captures.settling(fixture.failed()));
    assertEquals(Optional.of(fixture.failed()), captures.find(fixture.failed().id()));
  }

  @Test
  void namesTheDeliveriesThatTellOfItsEnd() {
    CaptureFixture fixture = aCapture().of(RequestFixture.aRequest().withCallback());
    created(fixture);
    Id delivery = Ids.secure().next(Id.Kind.DELIVERY);
    write(captures.settling(fixture.completed().toldBy(List.of(delivery))));
    assertEquals(List.of(delivery), captures.find(fixture.completed().id()).orElseThrow().told());
  }

  /** As the release before wrote it: it counted its deliveries itself. */
  @Test
  void readsACaptureThatCountsItsDeliveriesItself() throws IOException {
    RecordedItems.put(dynamoDb, table, "capture-with-counts.json");
    Capture capture = captures.find(Id.of("cap_01M80S2REEJ5QWTK6BNVQ3R6SW")).orElseThrow();
    assertEquals(CaptureStatus.COMPLETED, capture.status());
    assertEquals(List.of(Id.of("dlv_01M7W2Y9JG6XH620SY9RZ94KHW")), capture.told());
  }
}
