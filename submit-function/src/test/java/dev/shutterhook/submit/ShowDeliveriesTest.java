package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real: the handler and the tables of template.yaml. */
@ExtendWith(CloudExtension.class)
class ShowDeliveriesTest {
  private final TestApi api;
  private final Deliveries deliveries;

  ShowDeliveriesTest(LocalCloud cloud) {
    api = new TestApi(cloud);
    deliveries = new Deliveries(cloud, api.clock);
  }

  private static List<String> ids(TestApi.Answered answered) {
    return StreamSupport.stream(answered.body().path("deliveries").spliterator(), false)
        .map(delivery -> delivery.path("id").asText())
        .toList();
  }

  private static String id(Delivery delivery) {
    return delivery.id().toString();
  }

  @Test
  void showsADeliveryWithEveryAttempt() {
    Delivery exhausted = deliveries.exhausted(api.account, Deliveries.HOOK);
    TestApi.Answered answered = api.get("/v1/deliveries/" + exhausted.id());
    assertEquals(200, answered.status());
    JsonNode shown = answered.body();
    assertEquals("exhausted", shown.path("state").asText());
    assertEquals("schedule_spent", shown.path("reason").asText());
    assertEquals("capture.completed", shown.path("event").asText());
    assertEquals("hooks.example.com", shown.path("host").asText());
    assertEquals(exhausted.message().toString(), shown.path("webhook_id").asText());
    assertEquals(exhausted.capture().toString(), shown.path("capture").asText());
    assertTrue(shown.path("next_attempt_at").isNull());
    assertTrue(shown.path("replayed_at").isNull());
    assertEquals(2, shown.path("attempts").size());
    JsonNode first = shown.path("attempts").path(0);
    assertEquals(1, first.path("number").asInt());
    assertEquals(500, first.path("status").asInt());
    assertEquals(80, first.path("duration_ms").asInt());
    assertEquals("it says 500", first.path("answer").asText());
    assertFalse(first.path("next_attempt_at").isNull());
    assertEquals(503, shown.path("attempts").path(1).path("status").asInt());
    assertFalse(shown.path("attempts_truncated").asBoolean());
    assertFalse(shown.has("body"), "the body has links to artifacts");
  }

  @Test
  void showsWhatTellsOfACapture() {
    Delivery delivery = deliveries.delivered(api.account, Deliveries.HOOK);
    TestApi.Answered answered = api.get("/v1/captures/" + delivery.capture() + "/deliveries");
    assertEquals(List.of(id(delivery)), ids(answered));
    assertEquals(
        204,
        answered.body().path("deliveries").path(0).path("attempts").path(0).path("status").asInt());
  }

  @Test
  void listsTheNewestFirstAndGoesOnWhereItStopped() {
    List<String> all = new ArrayList<>();
    IntStream.range(0, 5)
        .forEach(
            i -> {
              all.addFirst(id(deliveries.pending(api.account, Deliveries.HOOK)));
              api.clock.forward(Duration.ofSeconds(1));
            });
    TestApi.Answered first = api.get("/v1/deliveries", Map.of("limit", "3"));
    assertEquals(all.subList(0, 3), ids(first));
    String cursor = first.body().path("cursor").asText();
    TestApi.Answered second = api.get("/v1/deliveries", Map.of("limit", "3", "cursor", cursor));
    assertEquals(all.subList(3, 5), ids(second));
    assertTrue(second.body().path("cursor").isNull());
  }

  @Test
  void listsByStateHostAndTime() {
    Delivery old = deliveries.exhausted(api.account, Deliveries.HOOK);
    api.clock.forward(Duration.ofHours(1));
    String since = api.clock.instant().toString();
    Delivery wanted = deliveries.exhausted(api.account, Deliveries.HOOK);
    deliveries.exhausted(api.account, "https://other.example/");
    deliveries.delivered(api.account, Deliveries.HOOK);
    Map<String, String> filter = Map.of("state", "exhausted", "host", "Hooks.Example.COM");
    assertEquals(List.of(id(wanted), id(old)), ids(api.get("/v1/deliveries", filter)));
    assertEquals(
        List.of(id(wanted)),
        ids(
            api.get(
                "/v1/deliveries",
                Map.of("state", "exhausted", "host", "hooks.example.com", "since", since))));
  }

  @Test
  void readsTheRecordedRequest() {
    TestApi.Answered answered = api.call(api.authorized(Events.recorded("list-deliveries.json")));
    assertEquals(200, answered.status());
    assertEquals(List.of(), ids(answered));
  }

  @ParameterizedTest
  @CsvSource({
    "state, lost",
    "limit, 0",
    "limit, 101",
    "limit, many",
    "since, yesterday",
    "cursor, dlv_1",
    "status, exhausted"
  })
  void refusesWhatItDoesNotUnderstand(String field, String value) {
    TestApi.Answered answered = api.get("/v1/deliveries", Map.of(field, value));
    assertEquals(400, answered.status());
    assertEquals(field, answered.body().path("errors").path(0).path("field").asText());
  }

  @Test
  void showsNobodyElses() {
    Delivery foreign = deliveries.exhausted(api.account + "-other", Deliveries.HOOK);
    assertEquals(404, api.get("/v1/deliveries/" + foreign.id()).status());
    assertEquals(404, api.get("/v1/captures/" + foreign.capture() + "/deliveries").status());
    assertEquals(List.of(), ids(api.get("/v1/deliveries")));
    TestApi.Answered unknown = api.get("/v1/deliveries/dlv_01K9ZZZZZZ0123456789ABCDEF");
    assertNotEquals("", unknown.body().path("detail").asText());
    assertEquals(
        unknown.body().path("detail"),
        api.get("/v1/deliveries/" + foreign.id()).body().path("detail"));
  }

  @Test
  void forgetsWhatHasExpiredEvenWhereTheTableHasNotYet() {
    Delivery delivery = deliveries.exhausted(api.account, Deliveries.HOOK);
    api.clock.forward(Duration.ofDays(30));
    assertEquals(404, api.get("/v1/deliveries/" + delivery.id()).status());
    assertEquals(404, api.replay(delivery.id()).status());
  }
}
