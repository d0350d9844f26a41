package dev.shutterhook.core.webhook;

import static dev.shutterhook.core.webhook.DeliveryFixture.CREATED;
import static dev.shutterhook.core.webhook.DeliveryFixture.EXPIRES;
import static dev.shutterhook.core.webhook.DeliveryFixture.aDelivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RecordedItems;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.localcloud.LocalCloud;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table is real and shaped by the template. */
@ExtendWith(CloudExtension.class)
class DeliveryStoreTest {
  private static final int MANY = 1_000;
  private static final Instant FAR = Instant.parse("2126-11-01T12:00:00Z");

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final DeliveryStore store;

  DeliveryStoreTest(LocalCloud cloud) {
    dynamoDb = cloud.dynamoDb();
    table = cloud.tableName("DeliveriesTable");
    store = new DeliveryStore(dynamoDb, table);
  }

  private Delivery created() {
    Delivery delivery = aDelivery();
    store.create(delivery);
    return delivery;
  }

  private Delivery prepared() {
    Delivery delivery = aDelivery().prepare();
    store.create(delivery);
    return delivery;
  }

  private boolean note(Delivery before, Attempt attempt) {
    DeliveryProgress after =
        attempt.nextAttemptAt() == null
            ? before.progress().delivered(attempt)
            : before.progress().deferred(attempt);
    return store.note(before, attempt, after);
  }

  private boolean overdue(Id id, Instant at) {
    return store.overdue(at, MANY).contains(id);
  }

  private Optional<Item> beside(Id delivery, String name) {
    Map<String, AttributeValue> key =
        Map.of("id", AttributeValue.fromS(delivery.toString()), "item", AttributeValue.fromS(name));
    return Optional.of(dynamoDb.getItem(get -> get.tableName(table).key(key)).item())
        .filter(item -> !item.isEmpty())
        .map(Item::of);
  }

  @Test
  void readsWhatItCreated() {
    Delivery delivery = created();
    assertEquals(Optional.of(delivery), store.find(delivery.id()));
  }

  @Test
  void paysForABodyByWhatItPacksTo() {
    String body = "{\"é\":\"%s\"}".formatted("all the same ".repeat(1_000));
    Delivery telling = new Delivery(aDelivery().outline(), body, Form.PLAIN, null, null, false);
    store.create(telling);
    assertEquals(Optional.of(telling), store.find(telling.id()));
    assertTrue(DeliveryStore.bytes(telling) < 1_024, "" + DeliveryStore.bytes(telling));
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertEquals(Optional.empty(), store.find(Ids.secure().next(Id.Kind.DELIVERY)));
  }

  @Test
  void createsADeliveryOnce() {
    Delivery delivery = created();
    store.create(delivery);
    Delivery other = aDelivery();
    Delivery same =
        Delivery.pending(
            delivery.id(),
            other.message(),
            other.account(),
            other.capture(),
            other.type(),
            other.url(),
            other.body(),
            CREATED,
            EXPIRES);
    assertThrows(IllegalStateException.class, () -> store.create(same));
    assertEquals(Optional.of(delivery), store.find(delivery.id()));
  }

  @Test
  void movesOnByAnAttemptAndKeepsItInItsOwnItem() {
    Delivery delivery = created();
    Attempt attempt = DeliveryFixture.failed(1);
    assertTrue(note(delivery, attempt));
    Delivery after = store.find(delivery.id()).orElseThrow();
    assertEquals(1, after.attempts());
    assertEquals(attempt.nextAttemptAt(), after.nextAttemptAt());
    assertEquals(delivery.body(), after.body());
    assertEquals(attempt, after.last());
    assertEquals(Optional.empty(), beside(delivery.id(), "attempt#000001#000001"));
  }

  @Test
  void putsAnAttemptBesideWhenThereIsANewerOne() {
    Delivery delivery = created();
    note(delivery, DeliveryFixture.failed(1));
    assertTrue(note(store.find(delivery.id()).orElseThrow(), DeliveryFixture.succeeded(2)));
    Item kept = beside(delivery.id(), "attempt#000001#000001").orElseThrow();
    assertEquals(500, kept.number("status"));
    assertEquals(80, kept.number("duration_ms"));
    assertEquals("oops", kept.text("answer"));
    assertEquals(EXPIRES.getEpochSecond(), kept.number("expires_at"));
    assertEquals(
        List.of(DeliveryFixture.failed(1), DeliveryFixture.succeeded(2)),
        store.history(delivery.id()).orElseThrow().attempts());
  }

  /** Whoever puts it there may end before the newer one is noted. */
  @Test
  void showsAnAttemptOnceThatLiesInBothPlaces() {
    Delivery delivery = created();
    note(delivery, DeliveryFixture.failed(1));
    Delivery one = store.find(delivery.id()).orElseThrow();
    note(one, DeliveryFixture.failed(2));
    assertFalse(note(one, DeliveryFixture.succeeded(2)));
    Delivery two = store.find(delivery.id()).orElseThrow();
    Item kept = DeliveryItem.write(two, Objects.requireNonNull(two.last()));
    dynamoDb.putItem(put -> put.tableName(table).item(kept.attributes()));
    assertEquals(
        List.of(DeliveryFixture.failed(1), DeliveryFixture.failed(2)),
        store.history(delivery.id()).orElseThrow().attempts());
  }

  /** As they lie where the version before made them. */
  @Test
  void readsADeliveryWhoseAttemptsAllLieBesideIt() throws IOException {
    RecordedItems.put(dynamoDb, table, "delivery-with-attempts-beside.json");
    Id id = Id.of("dlv_01M7W2Y9JG6XH620SY9RZ94KHW");
    Delivery delivery = store.find(id).orElseThrow();
    assertEquals(2, delivery.attempts());
    assertFalse(delivery.prepared());
    assertTrue(delivery.body().startsWith("{\"type\":\"capture.completed\""), delivery.body());
    assertNull(delivery.last());
    Attempt third = DeliveryFixture.succeeded(3);
    assertTrue(note(delivery, third));
    DeliveryHistory history = store.history(id).orElseThrow();
    assertEquals(List.of(1, 2, 3), history.attempts().stream().map(Attempt::number).toList());
    assertEquals(List.of(500, 503, 204), history.attempts().stream().map(Attempt::status).toList());
  }

  @Test
  void countsAnAttemptOfOneNumberOnce() {
    Delivery delivery = created();
    note(delivery, DeliveryFixture.failed(1));
    assertFalse(note(delivery, DeliveryFixture.succeeded(1)));
    Delivery after = store.find(delivery.id()).orElseThrow();
    assertEquals(DeliveryState.PENDING, after.state());
    assertEquals(DeliveryFixture.failed(1), after.last());
  }

  @Test
  void discardsWhatIsPreparedAndNothingElse() {
    Delivery prepared = prepared();
    assertTrue(store.find(prepared.id()).orElseThrow().prepared());
    assertTrue(store.discard(prepared.id()));
    assertEquals(Optional.empty(), store.find(prepared.id()));
    assertFalse(store.discard(prepared.id()));
    assertFalse(store.discard(created().id()));
  }

  @Test
  void isPreparedUntilSomethingIsKnownOfIt() {
    Delivery confirmed = prepared();
    assertTrue(store.remind(confirmed.id(), FAR));
    assertTrue(store.find(confirmed.id()).orElseThrow().prepared());
    assertTrue(store.confirm(confirmed.outline()));
    Delivery ticketed = prepared();
    store.ticketed(ticketed.outline(), CREATED);
    Delivery tried = prepared();
    note(tried, DeliveryFixture.failed(1));
    for (Delivery delivery : List.of(confirmed, ticketed, tried)) {
      assertFalse(store.find(delivery.id()).orElseThrow().prepared());
      assertFalse(store.discard(delivery.id()));
    }
  }

  @Test
  void endsAndNeedsNoAttentionAnyMore() {
    Delivery delivery = created();
    Attempt attempt = DeliveryFixture.succeeded(1);
    note(delivery, attempt);
    Delivery after = store.find(delivery.id()).orElseThrow();
    assertEquals(DeliveryState.DELIVERED, after.state());
    assertEquals(attempt.at().plus(attempt.duration()), after.endedAt());
    assertFalse(overdue(delivery.id(), FAR));
    assertFalse(note(delivery, DeliveryFixture.failed(1)));
    assertThrows(IllegalArgumentException.class, () -> note(after, DeliveryFixture.failed(2)));
  }

  @Test
  void showsWhatWasTriedInEveryGeneration() {
    Delivery delivery = created();
    Attempt failed = DeliveryFixture.failed(1);
    note(delivery, failed);
    Delivery deferred = store.find(delivery.id()).orElseThrow();
    DeliveryProgress givenUp = deferred.progress().givenUp(Exhaustion.GONE, CREATED);
    assertTrue(store.move(deferred.outline(), givenUp));
    assertTrue(store.move(deferred.at(givenUp).outline(), givenUp.again(CREATED)));
    Delivery again = store.find(delivery.id()).orElseThrow();
    Attempt second =
        new Attempt(
            2, 1, CREATED, Duration.ofMillis(5), null, "timeout", "", CREATED.plusSeconds(9));
    note(again, second);
    DeliveryHistory history = store.history(delivery.id()).orElseThrow();
    assertEquals(List.of(failed, second), history.attempts());
    assertFalse(history.truncated());
    assertEquals(2, history.delivery().progress().generation());
    assertEquals(1, history.delivery().progress().attempts());
  }

  @Test
  void showsABoundedNumberOfAttempts() {
    Delivery delivery = created();
    int made = DeliveryHistory.MAX_ATTEMPTS + 1;
    for (int number = 1; number <= made; number++) {
      note(delivery, DeliveryFixture.failed(number));
      delivery = store.find(delivery.id()).orElseThrow();
    }
    DeliveryHistory history = store.history(delivery.id()).orElseThrow();
    assertEquals(DeliveryHistory.MAX_ATTEMPTS, history.attempts().size());
    assertEquals(made, history.attempts().getLast().number());
    assertTrue(history.truncated());
  }

  @Test
  void beginsAGenerationOnce() {
    Delivery delivery = created();
    DeliveryProgress givenUp = delivery.progress().givenUp(Exhaustion.SCHEDULE_SPENT, CREATED);
    assertTrue(store.move(delivery.outline(), givenUp));
    DeliveryOutline ended = delivery.at(givenUp).outline();
    assertTrue(store.move(ended, givenUp.again(CREATED)));
    assertFalse(store.move(ended, givenUp.again(CREATED)));
    assertTrue(overdue(delivery.id(), FAR), "it carries the mark of a new one");
    // An attempt of the generation before that was still under way counts for nothing.
    assertFalse(note(delivery, DeliveryFixture.succeeded(1)));
  }

  @Test
  void needsAttentionWhereItsTicketWasNeverSent() {
    Delivery delivery = created();
    Instant mark = CREATED.plus(DeliveryStore.OUTBOX_MAX_AGE);
    assertFalse(overdue(delivery.id(), mark));
    assertTrue(overdue(delivery.id(), mark.plusMillis(1)));
  }

  @Test
  void needsAttentionWhereItsTicketIsLongOverdue() {
    Delivery delivery = created();
    assertTrue(store.ticketed(delivery.outline(), CREATED));
    Instant mark = CREATED.plus(DeliveryStore.TICKET_MAX_DELAY);
    assertFalse(overdue(delivery.id(), mark));
    assertTrue(overdue(delivery.id(), mark.plusMillis(1)));
  }

  @Test
  void takesNoTicketForWhatHasEnded() {
    Delivery delivery = created();
    note(delivery, DeliveryFixture.succeeded(1));
    assertFalse(store.ticketed(delivery.outline(), CREATED));
    assertFalse(store.ticketed(aDelivery().outline(), CREATED));
  }

  @Test
  void isNoProgressWithoutItsRules() {
    DeliveryProgress begun = DeliveryProgress.begun(CREATED);
    assertThrows(
        IllegalArgumentException.class,
        () -> new DeliveryProgress(DeliveryState.DELIVERED, 1, 1, CREATED, CREATED, null, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DeliveryProgress(DeliveryState.EXHAUSTED, 1, 1, CREATED, null, CREATED, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DeliveryProgress(DeliveryState.PENDING, 0, 0, CREATED, CREATED, null, null));
    assertEquals(2, begun.again(CREATED).generation());
  }
}
