package dev.shutterhook.core.webhook;

import static dev.shutterhook.core.webhook.DeliveryFixture.CREATED;
import static dev.shutterhook.core.webhook.DeliveryFixture.aDelivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table and its index are real and shaped by the template; queries are counted. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(CloudExtension.class)
class DeliveryListTest {
  private static final Set<DeliveryState> ALL = Set.of(DeliveryState.values());

  private final String account = "account-" + UUID.randomUUID();
  private final AtomicInteger queries = new AtomicInteger();
  private final DynamoDbClient dynamoDb;
  private final DeliveryStore store;
  private final DeliveryList list;
  private Instant next = CREATED;

  DeliveryListTest(LocalCloud cloud) {
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(
                cloud.dynamoDb().serviceClientConfiguration().endpointOverride().orElseThrow())
            .region(cloud.dynamoDb().serviceClientConfiguration().region())
            .credentialsProvider(
                cloud.dynamoDb().serviceClientConfiguration().credentialsProvider())
            .overrideConfiguration(c -> c.addExecutionInterceptor(new Counting()))
            .build();
    String table = cloud.tableName("DeliveriesTable");
    store = new DeliveryStore(dynamoDb, table);
    list = new DeliveryList(dynamoDb, table);
  }

  private final class Counting implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      queries.incrementAndGet();
    }
  }

  /** A delivery, a minute after the one before. */
  private Id created(DeliveryState state, String host) {
    Delivery delivery = aDelivery(account, next);
    DeliveryOutline outline = delivery.outline();
    DeliveryProgress progress =
        switch (state) {
          case PENDING -> delivery.progress();
          case DELIVERED -> delivery.progress().delivered(DeliveryFixture.succeeded(1));
          case EXHAUSTED -> delivery.progress().givenUp(Exhaustion.SCHEDULE_SPENT, next);
        };
    Delivery put =
        new Delivery(
            new DeliveryOutline(
                outline.id(),
                outline.message(),
                account,
                outline.capture(),
                outline.type(),
                WebUrl.parse("https://" + host + "/"),
                progress,
                next,
                outline.expiresAt()),
            delivery.body(),
            Form.PLAIN,
            null,
            null,
            false);
    dynamoDb.transactWriteItems(write -> write.transactItems(store.creating(put)));
    next = next.plus(Duration.ofMinutes(1));
    return put.id();
  }

  private List<Id> created(int count, DeliveryState state, String host) {
    List<Id> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.addFirst(created(state, host));
    }
    return ids;
  }

  private DeliveryFilter filter(Set<DeliveryState> states) {
    return new DeliveryFilter(account, states, Optional.empty(), Optional.empty());
  }

  private Page<DeliveryOutline> page(DeliveryFilter filter, Optional<Id> before, int limit) {
    queries.set(0);
    return list.page(filter, before, limit, next);
  }

  private static List<Id> ids(Page<DeliveryOutline> page) {
    return page.entries().stream().map(DeliveryOutline::id).toList();
  }

  private Delivery prepared() {
    Delivery delivery = aDelivery(account, next).prepare();
    store.create(delivery);
    next = next.plus(Duration.ofMinutes(1));
    return delivery;
  }

  @Test
  void showsWhatIsPreparedWhenSomethingIsKnownOfIt() {
    Delivery confirmed = prepared();
    Delivery ticketed = prepared();
    Delivery tried = prepared();
    prepared();
    assertEquals(List.of(), ids(page(filter(ALL), Optional.empty(), 10)));
    store.confirm(confirmed.outline());
    store.ticketed(ticketed.outline(), next);
    Attempt attempt = DeliveryFixture.failed(1);
    store.note(tried, attempt, tried.progress().deferred(attempt));
    assertEquals(
        List.of(tried.id(), ticketed.id(), confirmed.id()),
        ids(page(filter(Set.of(DeliveryState.PENDING)), Optional.empty(), 10)));
    store.remind(confirmed.id(), next);
    assertEquals(3, ids(page(filter(ALL), Optional.empty(), 10)).size());
  }

  @Test
  void showsAllStatesInOneOrderPageByPage() {
    List<Id> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.addFirst(created(DeliveryState.DELIVERED, "a.example"));
      all.addFirst(created(DeliveryState.EXHAUSTED, "a.example"));
      all.addFirst(created(DeliveryState.PENDING, "a.example"));
    }
    List<Id> seen = new ArrayList<>();
    Optional<Id> before = Optional.empty();
    do {
      Page<DeliveryOutline> page = page(filter(ALL), before, 4);
      assertTrue(queries.get() <= 6, "queries: " + queries);
      seen.addAll(ids(page));
      before = page.next();
    } while (before.isPresent());
    assertEquals(all, seen);
  }

  @Test
  void costsOneQueryForOneState() {
    List<Id> exhausted = created(5, DeliveryState.EXHAUSTED, "a.example");
    created(20, DeliveryState.DELIVERED, "a.example");
    Page<DeliveryOutline> page =
        page(filter(Set.of(DeliveryState.EXHAUSTED)), Optional.empty(), 20);
    assertEquals(exhausted, ids(page));
    assertEquals(Optional.empty(), page.next());
    assertEquals(1, queries.get());
  }

  @Test
  void passesOverOtherHosts() {
    Id first = created(DeliveryState.EXHAUSTED, "wanted.example");
    created(30, DeliveryState.EXHAUSTED, "other.example");
    Id last = created(DeliveryState.EXHAUSTED, "wanted.example");
    DeliveryFilter filter =
        new DeliveryFilter(
            account,
            Set.of(DeliveryState.EXHAUSTED),
            Optional.of("wanted.example"),
            Optional.empty());
    assertEquals(List.of(last, first), ids(page(filter, Optional.empty(), 10)));
    assertEquals(1, queries.get());
    Page<DeliveryOutline> one = page(filter, Optional.empty(), 1);
    assertEquals(List.of(last), ids(one));
    assertEquals(List.of(first), ids(page(filter, one.next(), 1)));
  }

  @Test
  void beginsWhereItIsToldTo() {
    List<Id> old = created(3, DeliveryState.DELIVERED, "a.example");
    Instant since = next;
    List<Id> fresh = created(3, DeliveryState.DELIVERED, "a.example");
    DeliveryFilter filter = new DeliveryFilter(account, ALL, Optional.empty(), Optional.of(since));
    assertEquals(fresh, ids(page(filter, Optional.empty(), 10)));
    assertEquals(List.of(), ids(page(filter, Optional.of(old.getFirst()), 10)));
    assertEquals(0, queries.get(), "the place is before the beginning");
  }

  @Test
  void hidesWhatHasExpired() {
    created(DeliveryState.DELIVERED, "a.example");
    next = next.plus(Duration.ofDays(31));
    assertEquals(List.of(), ids(page(filter(ALL), Optional.empty(), 10)));
  }

  @Test
  void showsNobodyElses() {
    created(DeliveryState.DELIVERED, "a.example");
    DeliveryFilter other =
        new DeliveryFilter(account + "#x", ALL, Optional.empty(), Optional.empty());
    assertEquals(List.of(), ids(page(other, Optional.empty(), 10)));
  }

  @Test
  void readsABoundedNumberOfTimesHoweverManyOthersThereAre() {
    String answers = "nobody.example";
    int many = Listing.MAX_ITEMS * 2 + 10;
    created(many, DeliveryState.DELIVERED, "a.example");
    DeliveryFilter filter =
        new DeliveryFilter(
            account, Set.of(DeliveryState.DELIVERED), Optional.of(answers), Optional.empty());
    assertEquals(List.of(), ids(page(filter, Optional.empty(), 10)));
    assertEquals(3, queries.get());
  }
}
