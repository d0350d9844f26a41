package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.HttpRoute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one account learns of another by any route of the template: nothing. */
@ExtendWith(SuiteUnderTest.class)
class StrangersTest {
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client owner = suite.another("owner-" + UUID.randomUUID());
  private final Client stranger = suite.another("stranger-" + UUID.randomUUID());

  /** An id of the owner's for each variable in a path; a route with another one has no test yet. */
  private Map<String, String> ids() {
    String capture =
        owner.capture(
            Map.of("url", suite.pages().url("/small"), "webhook_url", suite.receivers().url("ok")));
    assertEquals("completed", owner.ended(capture).path("status").asText());
    String batch =
        Json.tree(owner.post("/v1/batches", "{\"captures\":[{\"html\":\"<p>\"}]}").body())
            .path("id")
            .asText();
    JsonNode delivery = Json.tree(owner.get("/v1/captures/" + capture + "/deliveries").body());
    Map<String, String> ids = new HashMap<>();
    ids.put("/v1/deliveries/{id}", delivery.path("deliveries").path(0).path("id").asText());
    ids.put("/v1/batches/{id}", batch);
    for (Dialect dialect : Dialects.all()) {
      String spelled = dialect.spell(Id.of(capture));
      ids.put(dialect.place(Id.of(capture)).replace(spelled, "{id}"), spelled);
    }
    watched(ids);
    return ids;
  }

  /** A monitor, and a run of it that has changed and is approved. */
  private void watched(Map<String, String> ids) {
    try (PricePage page = new PricePage()) {
      Map<String, ?> wanted =
          Map.of(
              "capture", Map.of("url", page.url()),
              "schedule", "@daily",
              "compare", Map.of("confirm", false, "baseline", "approved"));
      String monitor =
          Json.tree(owner.post("/v1/monitors", Json.write(wanted)).body()).path("id").asText();
      ended(monitor);
      page.costs("12 euros");
      String run = ended(monitor);
      String approval = Json.write(Map.of("run", run));
      assertEquals(200, owner.post("/v1/monitors/" + monitor + "/baseline", approval).statusCode());
      ids.put("/v1/monitors/{id}", monitor);
      ids.put("{run}", run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of a run of now that has ended. */
  private String ended(String monitor) {
    String place = "/v1/monitors/" + monitor;
    String run = Json.tree(owner.post(place + "/trigger", "").body()).path("id").asText();
    await()
        .atMost(A_WHILE)
        .until(
            () -> !Json.tree(owner.get(place + "/runs/" + run).body()).path("ended_at").isNull());
    return run;
  }

  /** What differs between two answers of the same kind is the request's own id. */
  private static String comparable(String body) {
    return body.replaceAll("\"instance\":\"[^\"]*\"", "");
  }

  /** What deletes comes last, the most of it at the very end: the others need what it deletes. */
  private List<HttpRoute> routes() {
    return suite.suite().cloud().functions().stream()
        .map(FunctionResource::routes)
        .flatMap(List::stream)
        .filter(route -> route.path().contains("{"))
        .sorted(
            Comparator.comparingInt(
                route ->
                    route.method().equalsIgnoreCase("DELETE")
                        ? Integer.MAX_VALUE - route.path().length()
                        : 0))
        .toList();
  }

  @TestFactory
  List<DynamicTest> hidesWhatIsAnothersOnEveryRoute() {
    Map<String, String> ids = ids();
    List<HttpRoute> routes = routes();
    assertFalse(routes.isEmpty());
    return routes.stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.method() + " " + route.path(), () -> isHidden(route, ids)))
        .toList();
  }

  /** What the owner would send. */
  private static String body(HttpRoute route, Map<String, String> ids) {
    return switch (route.method().toUpperCase(Locale.ROOT) + " " + route.path()) {
      case "PATCH /v1/monitors/{id}" -> "{}";
      case "POST /v1/monitors/{id}/baseline" ->
          Json.write(Map.of("run", ids.getOrDefault("{run}", "")));
      default -> "";
    };
  }

  private void isHidden(HttpRoute route, Map<String, String> ids) {
    String prefix = route.path().substring(0, route.path().indexOf('}') + 1);
    String id = ids.getOrDefault(prefix, "");
    assertFalse(id.isEmpty(), "no id for " + prefix + ": add one to this test");
    String place = route.path().replace("{run}", ids.getOrDefault("{run}", ""));
    String path = place.replaceFirst("\\{[a-z]+}", id);
    String unknown = place.replaceFirst("\\{[a-z]+}", "cap_01K9ZZZZZZ0123456789ABCDEF");
    String body = body(route, ids);
    HttpResponse<String> theirs = stranger.send(route.method(), path, body);
    assertEquals(404, theirs.statusCode(), path);
    assertEquals(
        comparable(stranger.send(route.method(), unknown, body).body()), comparable(theirs.body()));
    assertNotEquals(404, owner.send(route.method(), path, body).statusCode(), path);
  }

  @Test
  void listsAndReplaysOnlyOnesOwn() {
    String capture =
        owner.capture(
            Map.of("url", suite.pages().url("/small"), "webhook_url", suite.receivers().url("ok")));
    assertEquals("completed", owner.ended(capture).path("status").asText());
    await().atMost(A_WHILE).until(() -> delivered(owner) == 1);
    assertEquals(0, delivered(stranger));
    String all = "{\"state\":\"delivered\"}";
    assertEquals(
        0, Json.tree(stranger.post("/v1/deliveries/replay", all).body()).path("replayed").asInt());
    assertEquals(
        1, Json.tree(owner.post("/v1/deliveries/replay", all).body()).path("replayed").asInt());
    await().atMost(A_WHILE).until(() -> suite.receivers().about(capture).size() == 2);
  }

  private static int delivered(Client client) {
    return Json.tree(client.get("/v1/deliveries?state=delivered").body()).path("deliveries").size();
  }

  @Test
  void signsForEachAccountWithItsOwnSecret() {
    assertNotEquals(
        owner.get("/v1/webhook-secret").body(), stranger.get("/v1/webhook-secret").body());
  }
}
