package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.capture.DeliveryTally;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.Exhaustion;
import dev.shutterhook.localrunner.endtoend.Receivers.Received;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A night in which a receiver was down, put right by one call. What the night left in the tables is
 * written there by the stores; from the call on everything is real.
 */
@ExtendWith(SuiteUnderTest.class)
class ReplayThousandTest {
  private static final int MANY = 1_000;
  private static final Duration API_GATEWAY_WAITS = Duration.ofSeconds(29);
  private static final Duration A_WHILE = Duration.ofSeconds(60);
  private static final int THREADS = 8;

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final String account = "night-" + UUID.randomUUID();
  private final Client client = suite.another(account);
  private final DynamoDbClient dynamoDb = suite.suite().clients().dynamoDb();
  private final CaptureStore captures =
      new CaptureStore(dynamoDb, suite.suite().cloud().tableName("CapturesTable"));
  private final DeliveryStore deliveries =
      new DeliveryStore(dynamoDb, suite.suite().cloud().tableName("DeliveriesTable"));
  private final Ids ids = Ids.secure();

  private Delivery exhausted() {
    String url = suite.receivers().url("ok").toString();
    Instant now = Instant.now();
    Capture queued = queued(url, now);
    Id capture = queued.id();
    captures.create(List.of(queued), now.plus(Duration.ofDays(30)));
    Delivery delivery =
        Delivery.pending(
            ids.next(Id.Kind.DELIVERY),
            ids.next(Id.Kind.MESSAGE),
            account,
            capture,
            EventType.CAPTURE_FAILED,
            WebUrl.parse(url),
            "{\"type\":\"capture.failed\",\"data\":{\"id\":\"" + capture + "\"}}",
            now,
            now.plus(Duration.ofDays(30)));
    Delivery spent = delivery.at(delivery.progress().givenUp(Exhaustion.SCHEDULE_SPENT, now));
    dynamoDb.transactWriteItems(
        write ->
            write.transactItems(
                captures.settling(failed(queued).toldBy(List.of(spent.id()))),
                deliveries.creating(spent)));
    return spent;
  }

  private Capture queued(String hook, Instant now) {
    Map<String, String> body = Map.of("url", "https://example.com/", "webhook_url", hook);
    return switch (CaptureRequest.read(Json.write(body), EgressPolicy.OPEN)) {
      case CaptureRequest.Accepted(var request) ->
          Capture.queued(ids.next(Id.Kind.CAPTURE), account, ids.token(), request, null, now);
      case CaptureRequest.Refused(var faults) -> throw new AssertionError(faults);
    };
  }

  private static Capture failed(Capture queued) {
    return new Capture(
        queued.id(),
        queued.account(),
        queued.token(),
        CaptureStatus.FAILED,
        queued.options(),
        null,
        queued.callback(),
        queued.metadata(),
        queued.createdAt(),
        queued.createdAt(),
        queued.createdAt(),
        List.of(),
        null,
        null,
        null,
        Failure.of(FailureCode.DNS_FAILED),
        List.of(),
        queued.origin());
  }

  private Map<String, Delivery> night() throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Delivery>> work = Collections.nCopies(MANY, this::exhausted);
      return threads.invokeAll(work).stream()
          .map(Future::resultNow)
          .collect(Collectors.toMap(d -> d.message().toString(), Function.identity()));
    }
  }

  private List<Received> told(Map<String, Delivery> all) {
    return suite.receivers().all().stream()
        .filter(request -> all.containsKey(request.header("webhook-id")))
        .toList();
  }

  @Test
  void deliversEachExactlyOnceMoreUnderItsIdAndWithItsBytes()
      throws WebhookVerificationException, InterruptedException {
    Map<String, Delivery> all = night();
    long begin = System.nanoTime();
    HttpResponse<String> response = client.post("/v1/deliveries/replay", "{}");
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.println("replaying " + MANY + " took " + took);
    JsonNode answer = Json.tree(response.body());
    assertEquals(MANY, answer.path("replayed").asInt(), response.body());
    assertTrue(answer.path("cursor").isNull());
    assertTrue(took.compareTo(API_GATEWAY_WAITS) < 0, took.toString());

    await().atMost(A_WHILE).until(() -> told(all).size() >= MANY && listed("pending") == 0);
    System.out.println(
        "delivering them took " + Duration.ofNanos(System.nanoTime() - begin).minus(took));
    assertEquals(MANY, listed("delivered"));
    List<Received> told = told(all);
    assertEquals(MANY, told.size(), "each once");
    String secret = Json.tree(client.get("/v1/webhook-secret").body()).path("secret").asText();
    for (Received request : told) {
      Delivery delivery = Objects.requireNonNull(all.remove(request.header("webhook-id")));
      assertEquals(delivery.body(), request.body());
      request.verify(secret);
    }
    assertEquals(Map.of(), all);
    Capture one = captures.find(Id.of(told.getFirst().capture())).orElseThrow();
    assertEquals(new DeliveryCounts(0, 1, 0), new DeliveryTally(deliveries).of(one));
  }

  /** How many of the account's deliveries are in a state, page by page. */
  private int listed(String state) {
    int count = 0;
    String cursor = "";
    do {
      String path = "/v1/deliveries?limit=100&state=" + state + cursor;
      JsonNode page = Json.tree(client.get(path).body());
      count += page.path("deliveries").size();
      cursor = page.path("cursor").isNull() ? "" : "&cursor=" + page.path("cursor").asText();
    } while (!cursor.isEmpty());
    return count;
  }
}
