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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    assertInstanceOf(
        Committed.class, Transaction.write(dynamoDb, List.of(store.creating(delivery))));
    return delivery;
  }

  private Transaction.Result note(Delivery before, Attempt attempt, DeliveryState after) {
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
    assertInstanceOf(Committed.class, note(delivery, attempt, DeliveryState.PENDING));
    Delivery after = store.find(delivery.id()).orElseThrow();
    assertEquals(1, after.attempts());
    assertEquals(attempt.nextAttemptAt(), after.nextAttemptAt());
    assertEquals(delivery.body(), after.body());
    Item kept = attempt(delivery.id(), "attempt#000001");
    assertEquals(500, kept.number("status"));
    assertEquals(80, kept.number("duration_ms"));
    assertEquals("oops", kept.text("answer"));
    assertEquals(EXPIRES.getEpochSecond(), kept.number("expires_at"));
  }

  @Test
  void countsAnAttemptOfOneNumberOnce() {
    Delivery delivery = created();
    note(delivery, DeliveryFixture.failed(1), DeliveryState.PENDING);
    assertEquals(
        new Refused(Set.of(0)),
        note(delivery, DeliveryFixture.succeeded(1), DeliveryState.DELIVERED));
    assertEquals(DeliveryState.PENDING, store.find(delivery.id()).orElseThrow().state());
    assertEquals(500, attempt(delivery.id(), "attempt#000001").number("status"));
  }

  @Test
  void endsAndNeedsNoAttentionAnyMore() {
    Delivery delivery = created();
    Attempt attempt = DeliveryFixture.succeeded(1);
    note(delivery, attempt, DeliveryState.DELIVERED);
    Delivery after = store.find(delivery.id()).orElseThrow();
    assertEquals(DeliveryState.DELIVERED, after.state());
    assertEquals(attempt.at().plus(attempt.duration()), after.endedAt());
    assertFalse(overdue(delivery.id(), FAR));
    assertInstanceOf(Refused.class, note(after, DeliveryFixture.failed(2), DeliveryState.PENDING));
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
    note(delivery, DeliveryFixture.succeeded(1), DeliveryState.DELIVERED);
    assertFalse(store.ticketed(delivery.id(), CREATED));
    assertFalse(store.ticketed(Ids.secure().next(Id.Kind.DELIVERY), CREATED));
  }

  @Test
  void isNoDeliveryWithoutItsRules() {
    Delivery good = aDelivery();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Delivery(
                good.id(),
                good.message(),
                good.account(),
                good.capture(),
                good.type(),
                good.url(),
                good.body(),
                DeliveryState.DELIVERED,
                1,
                CREATED,
                CREATED,
                null,
                EXPIRES));
  }
}
