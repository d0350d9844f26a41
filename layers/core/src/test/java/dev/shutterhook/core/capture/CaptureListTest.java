package dev.shutterhook.core.capture;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.localcloud.LocalCloud;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Real: DynamoDB Local with the table of template.yaml and its indexes. */
@ExtendWith(CloudExtension.class)
class CaptureListTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant EXPIRY = NOW.plus(Duration.ofDays(30));
  private static final Set<CaptureStatus> ALL = EnumSet.allOf(CaptureStatus.class);
  private static final int MANY = 100;

  private final String account = "account-" + UUID.randomUUID();
  private final LocalCloud cloud;
  private final String table;
  private final CaptureStore captures;
  private final CaptureList list;

  CaptureListTest(LocalCloud cloud) {
    this.cloud = cloud;
    table = cloud.tableName("CapturesTable");
    captures = new CaptureStore(cloud.dynamoDb(), table);
    list = new CaptureList(cloud.dynamoDb(), table);
  }

  private CaptureFixture created() {
    CaptureFixture fixture = aCapture().of(account).createdAt(NOW);
    captures.create(List.of(fixture.queued()), EXPIRY);
    return fixture;
  }

  private Id settled(Capture ended) {
    cloud
        .dynamoDb()
        .transactWriteItems(write -> write.transactItems(captures.settling(ended)));
    return ended.id();
  }

  private List<Id> listed(CaptureStatus... statuses) {
    return list.page(account, Set.of(statuses), Optional.empty(), MANY).entries();
  }

  private List<Id> listed() {
    return list.page(account, ALL, Optional.empty(), MANY).entries();
  }

  private static List<Id> newestFirst(Stream<Id> ids) {
    return ids.sorted(Comparator.comparing(Id::toString).reversed()).toList();
  }

  @Test
  void hasInTheIndexOfTheEndedNothingElse() {
    Capture queued = created().queued();
    captures.started(queued.id(), queued.token(), NOW);
    assertEquals(Optional.empty(), attribute(queued.id(), "listed"));
    CaptureFixture completed = created();
    settled(completed.completed());
    assertEquals(
        Optional.of(account + "#completed"), attribute(completed.completed().id(), "listed"));
    assertEquals(Optional.empty(), attribute(completed.completed().id(), CaptureItem.IN_FLIGHT));
  }

  private Optional<String> attribute(Id id, String name) {
    Map<String, AttributeValue> item =
        cloud
            .dynamoDb()
            .getItem(get -> get.tableName(table).key(Map.of("id", fromS(id.toString()))))
            .item();
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  @Test
  void mergesWhatIsInFlightWithWhatHasEnded() {
    List<Id> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(created().queued().id());
      all.add(settled(created().completed()));
      all.add(settled(created().failed()));
    }
    List<Id> newest = newestFirst(all.stream());
    assertEquals(newest, listed());
    for (int limit = 1; limit <= all.size(); limit++) {
      assertEquals(newest, pages(limit), "in pages of " + limit);
    }
    assertEquals(8, listed(CaptureStatus.COMPLETED, CaptureStatus.FAILED).size());
    assertEquals(4, listed(CaptureStatus.QUEUED, CaptureStatus.RENDERING).size());
  }

  private List<Id> pages(int limit) {
    List<Id> seen = new ArrayList<>();
    Page<Id> page = list.page(account, ALL, Optional.empty(), limit);
    seen.addAll(page.entries());
    for (int pages = 1; pages < MANY && page.next().isPresent(); pages++) {
      assertEquals(limit, page.entries().size());
      page = list.page(account, ALL, page.next(), limit);
      seen.addAll(page.entries());
    }
    return seen;
  }

  /** A request that is sent again, and a run, have had their ids before they are stored. */
  @Test
  void ordersByIdWhatWasStoredInAnotherOrder() {
    List<CaptureFixture> fixtures =
        IntStream.range(0, 5).mapToObj(i -> aCapture().of(account)).toList();
    for (int i = 0; i < fixtures.size(); i++) {
      Instant at = NOW.plusSeconds((i * 3) % fixtures.size());
      captures.create(List.of(fixtures.get(i).createdAt(at).queued()), EXPIRY);
    }
    List<Id> newest = newestFirst(fixtures.stream().map(fixture -> fixture.queued().id()));
    assertEquals(newest, listed());
    assertEquals(newest, pages(2));
  }

  @Test
  void showsOnceWhatEndsBetweenTwoReads() {
    Capture other = created().queued();
    CaptureFixture fixture = created();
    AtomicBoolean ended = new AtomicBoolean();
    ExecutionInterceptor outcome =
        new ExecutionInterceptor() {
          @Override
          public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
            if (call.request() instanceof QueryRequest query
                && InFlight.INDEX.equals(query.indexName())
                && ended.compareAndSet(false, true)) {
              settled(fixture.completed());
            }
          }
        };
    try (DynamoDbClient overtaken = cloud.dynamoDb(List.of(outcome))) {
      List<Id> seen =
          new CaptureList(overtaken, table).page(account, ALL, Optional.empty(), MANY).entries();
      assertTrue(ended.get());
      assertEquals(newestFirst(Stream.of(other.id(), fixture.completed().id())), seen);
    }
  }

  @Test
  void saysWhereAPageMayHoldOthers() {
    assertTrue(CaptureList.exact(ALL));
    assertTrue(CaptureList.exact(Set.of(CaptureStatus.FAILED)));
    assertTrue(CaptureList.exact(Set.of(CaptureStatus.QUEUED, CaptureStatus.RENDERING)));
    assertFalse(CaptureList.exact(Set.of(CaptureStatus.RENDERING)));
    assertFalse(CaptureList.exact(Set.of(CaptureStatus.QUEUED, CaptureStatus.FAILED)));
  }

  /**
   * {@code first-captures.json} has a capture that is rendering and one that is queued, as the
   * first version wrote them: it listed them by their status from their beginning.
   */
  @Test
  void listsAndEndsWhatTheFirstVersionBegan() throws Exception {
    List<Id> first = recorded();
    assertEquals(newestFirst(first.stream()), listed());
    assertEquals(
        newestFirst(first.stream()), listed(CaptureStatus.QUEUED, CaptureStatus.RENDERING));
    Id rendering = first.get(0);
    Id queued = first.get(1);
    settled(captures.find(queued).orElseThrow().canceled(NOW));
    assertEquals(newestFirst(first.stream()), listed());
    assertEquals(List.of(queued), listed(CaptureStatus.CANCELED));
    assertEquals(List.of(rendering), listed(CaptureStatus.QUEUED, CaptureStatus.RENDERING));
  }

  /** Puts what was recorded, as this test's account. */
  private List<Id> recorded() throws Exception {
    List<Id> ids = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(CaptureListTest.class.getResourceAsStream("first-captures.json"))) {
      for (JsonNode item : Json.mapper().readTree(in)) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : item.properties()) {
          JsonNode value = field.getValue();
          attributes.put(
              field.getKey(),
              value.has("N")
                  ? fromN(value.path("N").asText())
                  : fromS(value.path("S").asText().replaceFirst("^acme", account)));
        }
        cloud.dynamoDb().putItem(put -> put.tableName(table).item(attributes));
        ids.add(Id.of(item.at("/id/S").asText()));
      }
    }
    return ids;
  }
}
