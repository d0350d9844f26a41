package dev.shutterhook.core.webhook;

import static dev.shutterhook.core.webhook.DeliveryFixture.CREATED;
import static dev.shutterhook.core.webhook.DeliveryFixture.EXPIRES;
import static dev.shutterhook.core.webhook.DeliveryFixture.aDelivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.table.Transaction.Committed;
import dev.shutterhook.core.table.Transaction.Refused;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

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
    assertInstanceOf(
        Committed.class, Transaction.write(dynamoDb, List.of(store.creating(delivery))));
    return delivery;
  }

  private Transaction.Result note(Delivery before, Attempt attempt) {
    DeliveryProgress after =
        attempt.nextAttemptAt() == null
            ? before.progress().delivered(attempt)
            : before.progress().deferred(attempt);
    return Transaction.write(dynamoDb, store.attempted(before, attempt, after));
  }

  private boolean overdue(Id id, Instant at) {
    return store.overdue(at, MANY).contains(id);
  }

  private Item attempt(Id delivery, String name) {
    Map<String, AttributeValue> key =
        Map.of("id", AttributeValue.fromS(delivery.toString()), "item", AttributeValue.fromS(name));
    return Item.of(dynamoDb.getItem(get -> get.tableName(table).key(key)).item());
  }

  @Test
  void readsWhatItCreated() {
    Delivery delivery = created();
    assertEquals(Optional.of(delivery), store.find(delivery.id()));
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertEquals(Optional.empty(), store.find(Ids.secure().next(Id.Kind.DELIVERY)));
  }

  @Test
  void createsADeliveryOnce() {
    Delivery delivery = created();
    assertEquals(
        new Refused(Set.of(0)), Transaction.write(dynamoDb, List.of(store.creating(delivery))));
  }

  @Test
  void movesOnByAnAttemptAndKeepsIt() {
    Delivery delivery = created();
    Attempt attempt = DeliveryFixture.failed(1);
    assertInstanceOf(Committed.class, note(delivery, attempt));
    Delivery after = store.find(delivery.id()).orElseThrow();
    assertEquals(1, after.attempts());
    assertEquals(attempt.nextAttemptAt(), after.nextAttemptAt());
    assertEquals(delivery.body(), after.body());
    Item kept = attempt(delivery.id(), "attempt#000001#000001");
    assertEquals(500, kept.number("status"));
    assertEquals(80, kept.number("duration_ms"));
    assertEquals("oops", kept.text("answer"));
    assertEquals(EXPIRES.getEpochSecond(), kept.number("expires_at"));
  }

  @Test
  void countsAnAttemptOfOneNumberOnce() {
    Delivery delivery = created();
    note(delivery, DeliveryFixture.failed(1));
    assertEquals(new Refused(Set.of(0)), note(delivery, DeliveryFixture.succeeded(1)));
    assertEquals(DeliveryState.PENDING, store.find(delivery.id()).orElseThrow().state());
    assertEquals(500, attempt(delivery.id(), "attempt#000001#000001").number("status"));
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
    assertInstanceOf(Refused.class, note(delivery, DeliveryFixture.failed(1)));
    assertThrows(IllegalArgumentException.class, () -> note(after, DeliveryFixture.failed(2)));
  }

  @Test
  void showsWhatWasTriedInEveryGeneration() {
    Delivery delivery = created();
    Attempt failed = DeliveryFixture.failed(1);
    note(delivery, failed);
    Delivery deferred = store.find(delivery.id()).orElseThrow();
    DeliveryProgress givenUp = deferred.progress().givenUp(Exhaustion.GONE, CREATED);
    Transaction.write(dynamoDb, List.of(store.moving(deferred.outline(), givenUp)));
    Delivery again = deferred.at(givenUp.again(CREATED));
    Transaction.write(
        dynamoDb, List.of(store.moving(deferred.at(givenUp).outline(), again.progress())));
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
      delivery = delivery.at(delivery.progress().deferred(DeliveryFixture.failed(number)));
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
    Transaction.write(dynamoDb, List.of(store.moving(delivery.outline(), givenUp)));
    DeliveryOutline ended = delivery.at(givenUp).outline();
    List<TransactWriteItem> again = List.of(store.moving(ended, givenUp.again(CREATED)));
    assertInstanceOf(Committed.class, Transaction.write(dynamoDb, again));
    assertInstanceOf(Refused.class, Transaction.write(dynamoDb, again));
    assertTrue(overdue(delivery.id(), FAR), "it carries the mark of a new one");
    // An attempt of the generation before that was still under way counts for nothing.
    assertInstanceOf(Refused.class, note(delivery, DeliveryFixture.succeeded(1)));
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
    assertTrue(store.ticketed(delivery.id(), CREATED));
    Instant mark = CREATED.plus(DeliveryStore.TICKET_MAX_DELAY);
    assertFalse(overdue(delivery.id(), mark));
    assertTrue(overdue(delivery.id(), mark.plusMillis(1)));
  }

  @Test
  void takesNoTicketForWhatHasEnded() {
    Delivery delivery = created();
    note(delivery, DeliveryFixture.succeeded(1));
    assertFalse(store.ticketed(delivery.id(), CREATED));
    assertFalse(store.ticketed(Ids.secure().next(Id.Kind.DELIVERY), CREATED));
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
