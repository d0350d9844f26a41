package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LargestRequest;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /v1/captures}. Real: the handler and the table with its index. */
@ExtendWith(CloudExtension.class)
class ListCapturesTest {
  private final TestApi api;

  ListCapturesTest(LocalCloud cloud) {
    api = new TestApi(cloud);
  }

  private CaptureFixture created() {
    CaptureFixture fixture = aCapture().of(api.account).createdAt(api.clock.instant());
    api.captures.create(List.of(fixture.queued()), api.clock.instant().plus(Duration.ofDays(30)));
    return fixture;
  }

  private String settled(Capture ended) {
    api.settle(ended);
    return ended.id().toString();
  }

  private String submitted() {
    TestApi.Answered answered = api.post(aRequest().json());
    api.clock.forward(Duration.ofSeconds(1));
    return answered.body().path("id").asText();
  }

  private static List<String> ids(TestApi.Answered answered) {
    assertEquals(200, answered.status(), answered.body().toString());
    return StreamSupport.stream(answered.body().path("captures").spliterator(), false)
        .map(capture -> capture.path("id").asText())
        .toList();
  }

  private List<String> listed(String status) {
    return ids(api.get("/v1/captures", Map.of("status", status)));
  }

  @Test
  void showsTheNewestFirstAndGoesOnWhereItStopped() {
    List<String> all = new ArrayList<>();
    IntStream.range(0, 5).forEach(i -> all.addFirst(submitted()));
    TestApi.Answered first = api.get("/v1/captures", Map.of("limit", "3"));
    assertEquals(all.subList(0, 3), ids(first));
    String cursor = first.body().path("cursor").asText();
    TestApi.Answered second = api.get("/v1/captures", Map.of("limit", "3", "cursor", cursor));
    assertEquals(all.subList(3, 5), ids(second));
    assertTrue(second.body().path("cursor").isNull());
    TestApi.Answered usual = api.get("/v1/captures");
    assertEquals(all, ids(usual));
  }

  @Test
  void showsEachAsItIsShownAlone() {
    String id = settled(created().completed());
    JsonNode listed = api.get("/v1/captures").body().path("captures").path(0);
    JsonNode alone = api.get("/v1/captures/" + id).body();
    assertEquals("completed", listed.path("status").asText());
    assertEquals(withoutLinks(alone), withoutLinks(listed));
  }

  /** A link names the second in which it was made. */
  private static JsonNode withoutLinks(JsonNode capture) {
    capture.path("artifacts").forEach(artifact -> ((ObjectNode) artifact).remove("url"));
    return capture;
  }

  @Test
  void movesACaptureFromListToListAsItGoesOn() {
    Capture queued = created().queued();
    String id = queued.id().toString();
    assertEquals(List.of(id), listed("queued"));
    api.captures.started(queued.id(), queued.token(), api.clock.instant());
    assertEquals(List.of(), listed("queued"));
    assertEquals(List.of(id), listed("rendering"));
    String failed = settled(created().failed());
    String completed = settled(created().completed());
    String canceled = settled(created().queued().canceled(api.clock.instant()));
    assertEquals(List.of(failed), listed("failed"));
    assertEquals(List.of(completed), listed("completed"));
    assertEquals(List.of(canceled), listed("canceled"));
    assertEquals(4, ids(api.get("/v1/captures")).size());
  }

  /** The index does not tell what is queued from what is rendered. */
  @Test
  void fillsAPageWithTheStatusThatIsMeantHoweverManyOthersThereAre() {
    List<String> all = IntStream.range(0, 60).mapToObj(i -> submitted()).toList();
    List<String> rendering = List.of(all.get(3), all.get(2));
    for (String id : rendering) {
      Capture queued = api.captures.find(Id.of(id)).orElseThrow();
      api.captures.started(queued.id(), queued.token(), api.clock.instant());
    }
    assertEquals(rendering, listed("rendering"));
    Map<String, String> one = Map.of("status", "rendering", "limit", "1");
    TestApi.Answered first = api.get("/v1/captures", one);
    assertEquals(rendering.subList(0, 1), ids(first));
    Map<String, String> next = new HashMap<>(one);
    next.put("cursor", first.body().path("cursor").asText());
    TestApi.Answered second = api.get("/v1/captures", next);
    assertEquals(rendering.subList(1, 2), ids(second));
    assertTrue(second.body().path("cursor").isNull());
    TestApi.Answered queued = api.get("/v1/captures", Map.of("status", "queued", "limit", "58"));
    assertEquals(58, ids(queued).size());
    assertTrue(queued.body().path("cursor").isNull());
  }

  @Test
  void showsNobodyElses() {
    Capture foreign = aCapture().of(api.account + "-other").queued();
    api.captures.create(List.of(foreign), api.clock.instant().plus(Duration.ofDays(1)));
    String own = submitted();
    assertEquals(List.of(own), ids(api.get("/v1/captures")));
  }

  /** Each is as large as a request may make it, and Lambda's answer has 6 MB. */
  @Test
  void endsAPageBeforeItIsTooLongForAnAnswer() {
    int many = 30;
    List<String> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Capture queued = aCapture().of(LargestRequest.of(false)).of(api.account).queued();
      api.captures.create(List.of(queued), api.clock.instant().plus(Duration.ofDays(1)));
      // Ended, so that other tests do not find them among what is overdue.
      all.addFirst(settled(queued.canceled(api.clock.instant())));
    }
    List<String> seen = new ArrayList<>();
    TestApi.Answered page = api.get("/v1/captures", Map.of("limit", "100"));
    for (int pages = 0; pages < many && page.body().path("cursor").isTextual(); pages++) {
      seen.addAll(ids(page));
      String asLambdaSendsIt = Json.write(Json.write(page.body()));
      assertTrue(asLambdaSendsIt.getBytes(StandardCharsets.UTF_8).length < 6_000_000);
      String cursor = page.body().path("cursor").asText();
      page = api.get("/v1/captures", Map.of("limit", "100", "cursor", cursor));
    }
    assertFalse(seen.isEmpty(), "one page would have held all");
    seen.addAll(ids(page));
    assertEquals(sorted(all), seen);
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted(Comparator.reverseOrder()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "status, lost",
    "limit, 0",
    "limit, 101",
    "limit, many",
    "cursor, cap_1",
    "cursor, ZGx2XzAx",
    "state, queued"
  })
  void refusesWhatItDoesNotUnderstand(String field, String value) {
    TestApi.Answered answered = api.get("/v1/captures", Map.of(field, value));
    assertEquals(400, answered.status());
    assertEquals(field, answered.body().path("errors").path(0).path("field").asText());
  }
}
