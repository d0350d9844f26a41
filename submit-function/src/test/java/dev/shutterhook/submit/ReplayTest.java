package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Real: the handler, the tables and the queue of template.yaml. */
@ExtendWith(CloudExtension.class)
class ReplayTest {
  private final LocalCloud cloud;
  private final TestApi api;
  private final Deliveries deliveries;
  private final Inbox tickets;

  ReplayTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    deliveries = new Deliveries(cloud, api.clock);
    tickets = new Inbox(cloud, "DeliverQueue");
  }

  private DeliveryCounts counts(Delivery delivery) {
    return deliveries.counts(delivery);
  }

  private JsonNode replayed(String filter) {
    TestApi.Answered answered = api.post("/v1/deliveries/replay", filter);
    assertEquals(200, answered.status(), answered.body().toString());
    return answered.body();
  }

  private boolean overdue(Delivery delivery) {
    return deliveries.store.overdue(api.clock.instant(), 10_000).contains(delivery.id());
  }

  @Test
  void beginsANewGenerationOfTheSameMessage() {
    Delivery before = deliveries.exhausted(api.account, Deliveries.HOOK);
    api.clock.forward(Duration.ofHours(1));
    TestApi.Answered answered = api.replay(before.id());
    assertEquals(202, answered.status());
    assertEquals("/v1/deliveries/" + before.id(), answered.header("location"));
    assertEquals("pending", answered.body().path("state").asText());
    assertEquals(2, answered.body().path("generation").asInt());
    assertEquals(0, answered.body().path("attempt_count").asInt());
    assertEquals(api.clock.instant().toString(), answered.body().path("replayed_at").asText());
    assertEquals(2, answered.body().path("attempts").size(), "what was tried before is kept");
    Delivery after = deliveries.again(before);
    assertEquals(before.message(), after.message());
    assertEquals(before.body(), after.body());
    assertEquals(api.clock.instant(), after.nextAttemptAt());
    assertEquals(new DeliveryCounts(1, 0, 0), counts(before));
    Message ticket = tickets.about(before.id().toString());
    assertEquals(DeliveryTicket.of(before.id(), 2), Json.read(ticket.body(), DeliveryTicket.class));
    assertEquals(
        "hooks.example.com", ticket.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
  }

  @Test
  void replaysWhatHasArrivedToo() {
    Delivery delivery = deliveries.delivered(api.account, Deliveries.HOOK);
    assertEquals(new DeliveryCounts(0, 1, 0), counts(delivery));
    assertEquals(202, api.replay(delivery.id()).status());
    assertEquals(new DeliveryCounts(1, 0, 0), counts(delivery));
  }

  @Test
  void refusesWhatIsOnItsWay() {
    Delivery delivery = deliveries.pending(api.account, Deliveries.HOOK);
    assertEquals("conflict", api.replay(delivery.id()).code());
    Delivery exhausted = deliveries.exhausted(api.account, Deliveries.HOOK);
    assertEquals(202, api.replay(exhausted.id()).status());
    TestApi.Answered twice = api.replay(exhausted.id());
    assertEquals(409, twice.status());
    assertEquals(2, deliveries.again(exhausted).generation());
    assertEquals(new DeliveryCounts(1, 0, 0), counts(exhausted));
  }

  @Test
  void replaysNobodyElses() {
    Delivery foreign = deliveries.exhausted(api.account + "-other", Deliveries.HOOK);
    assertEquals(404, api.replay(foreign.id()).status());
    assertEquals(0, replayed("").path("replayed").asInt());
    assertEquals(DeliveryState.EXHAUSTED, deliveries.again(foreign).state());
  }

  @Test
  void isFoundWhereItsTicketWasNotSent() {
    TestApi broken =
        new TestApi(
            cloud,
            RecordedCalls.of(cloud, "SubmitFunction"),
            Map.of("DELIVER_QUEUE_URL", cloud.queueUrl("DeliverQueue") + "-gone"));
    Deliveries there = new Deliveries(cloud, broken.clock);
    Delivery delivery = there.exhausted(broken.account, Deliveries.HOOK);
    assertEquals(202, broken.replay(delivery.id()).status());
    assertEquals(DeliveryState.PENDING, there.again(delivery).state());
    assertEquals(List.of(), tickets.allAbout(delivery.id().toString()));
    assertEquals(1, broken.lines.of("delivery.tickets_delayed").size());
    api.clock.forward(DeliveryStore.OUTBOX_MAX_AGE);
    assertFalse(overdue(delivery));
    api.clock.forward(Duration.ofSeconds(10));
    assertTrue(overdue(delivery));
  }

  @Test
  void livesLongEnoughToArrive() {
    Delivery delivery = deliveries.exhausted(api.account, Deliveries.HOOK);
    api.clock.forward(Duration.ofDays(29));
    api.replay(delivery.id());
    assertEquals(
        api.clock.instant().plus(DeliveryStore.LEAST_LIFE).getEpochSecond(),
        deliveries.again(delivery).expiresAt().getEpochSecond());
  }

  @Test
  void replaysByAFilterAndNothingElse() {
    Delivery wanted = deliveries.exhausted(api.account, Deliveries.HOOK);
    Delivery other = deliveries.exhausted(api.account, "https://other.example/");
    Delivery delivered = deliveries.delivered(api.account, Deliveries.HOOK);
    Delivery pending = deliveries.pending(api.account, Deliveries.HOOK);
    JsonNode answer = replayed("{\"host\":\"hooks.example.com\"}");
    assertEquals(1, answer.path("replayed").asInt());
    assertEquals(0, answer.path("skipped").asInt());
    assertEquals(0, answer.path("failed").asInt());
    assertTrue(answer.path("cursor").isNull());
    assertEquals(2, deliveries.again(wanted).generation());
    for (Delivery untouched : List.of(other, delivered, pending)) {
      assertEquals(untouched.progress(), deliveries.again(untouched).progress());
    }
    assertEquals(1, replayed("{\"state\":\"delivered\"}").path("replayed").asInt());
  }

  @Test
  void goesOnWhereTheBoundWasReached() {
    Set<Delivery> all = new HashSet<>();
    IntStream.range(0, 25)
        .forEach(i -> all.add(deliveries.exhausted(api.account, Deliveries.HOOK)));
    JsonNode first = replayed("{\"limit\":15}");
    assertEquals(15, first.path("replayed").asInt());
    String cursor = first.path("cursor").asText();
    JsonNode second = replayed("{\"limit\":15,\"cursor\":\"" + cursor + "\"}");
    assertEquals(10, second.path("replayed").asInt());
    assertTrue(second.path("cursor").isNull());
    for (Delivery delivery : all) {
      assertEquals(2, deliveries.again(delivery).generation());
      assertEquals(1, tickets.allAbout(delivery.id().toString()).size());
    }
  }

  @Test
  void replaysTheOthersWhereOneOfThemHasLostItsCapture() {
    Delivery orphan = deliveries.exhausted(api.account, Deliveries.HOOK);
    Delivery whole = deliveries.exhausted(api.account, Deliveries.HOOK);
    cloud
        .dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(cloud.tableName("CapturesTable"))
                    .key(Map.of("id", AttributeValue.fromS(orphan.capture().toString()))));
    assertEquals(2, replayed("{}").path("replayed").asInt());
    assertEquals(2, deliveries.again(orphan).generation());
    assertEquals(2, deliveries.again(whole).generation());
    assertEquals(new DeliveryCounts(1, 0, 0), counts(whole));
    assertTrue(api.captures.find(orphan.capture()).isEmpty());
  }

  @Test
  void beginsOneGenerationHoweverManyAskAtOnce() throws InterruptedException {
    List<Delivery> all =
        IntStream.range(0, 12)
            .mapToObj(i -> deliveries.exhausted(api.account, Deliveries.HOOK))
            .toList();
    List<Callable<Integer>> calls =
        Collections.nCopies(4, () -> replayed("{}").path("replayed").asInt());
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      assertEquals(all.size(), threads.invokeAll(calls).stream().mapToInt(Future::resultNow).sum());
    }
    for (Delivery delivery : all) {
      assertEquals(2, deliveries.again(delivery).generation());
      assertEquals(1, tickets.allAbout(delivery.id().toString()).size());
      assertEquals(new DeliveryCounts(1, 0, 0), counts(delivery));
    }
  }

  @Test
  void saysThatNothingWasDoneWhereTheTimeIsUp() {
    Delivery delivery = deliveries.exhausted(api.account, Deliveries.HOOK);
    TestApi.Answered answered =
        api.call(api.authorized(api.posting("/v1/deliveries/replay", "{}")), Duration.ofSeconds(5));
    assertEquals("unavailable", answered.code());
    assertEquals(DeliveryState.EXHAUSTED, deliveries.again(delivery).state());
  }

  @Test
  void readsTheRecordedRequest() {
    TestApi.Answered answered = api.call(api.authorized(Events.recorded("replay-deliveries.json")));
    assertEquals(200, answered.status());
    assertEquals(0, answered.body().path("replayed").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"state\":\"pending\"} | state",
        "{\"limit\":1001} | limit",
        "{\"since\":\"soon\"} | since",
        "{\"hots\":\"a.example\"} | hots",
        "{\"cursor\":\"?\"} | cursor",
        "[] | ``",
        "{ | ``"
      })
  void refusesAFilterThatItDoesNotUnderstand(String body, String field) {
    TestApi.Answered answered = api.post("/v1/deliveries/replay", body);
    assertEquals(400, answered.status());
    assertEquals(field, answered.body().path("errors").path(0).path("field").asText());
  }
}
