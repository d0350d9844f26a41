package dev.shutterhook.localrunner.cost;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.capture.CaptureUnits;
import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a receipt says against what was counted. Real: everything; the functions of a capture's way
 * have clients that count.
 */
class ReceiptTest {
  private static MeteredStack stack;

  @BeforeAll
  static void start() throws IOException {
    stack = new MeteredStack();
  }

  @AfterAll
  static void end() {
    stack.close();
  }

  /** With everything that follows from it; whom it tells acknowledges at once. */
  private static String taken(Map<String, ?> request) {
    long before = stack.summed().captures();
    String id = stack.client.capture(request);
    await().atMost(MeteredStack.A_WHILE).until(() -> stack.summed().captures() == before + 1);
    stack.awaitTold(id);
    return id;
  }

  private static Map<String, Double> countsWhatItTook(Map<String, ?> request, int sends) {
    // The first one finds nothing prepared: an account, a month.
    taken(request);
    MeteredCalls.begin();
    String id = taken(request);
    Map<String, Double> counted = MeteredCalls.end();
    Map<String, Double> said = stack.lines(id);
    double beside = counted.getOrDefault(MeteredCalls.BESIDE, 0.0);
    // A machine that is slow says what it has begun.
    double begins = counted.getOrDefault(MeteredCalls.SENT_TOGETHER, 0.0) - 1;
    assertEquals(
        counted.getOrDefault(MeteredCalls.WRITES, 0.0) - beside,
        said.get("DynamoDB"),
        counted::toString);
    assertEquals(counted.get(MeteredCalls.PUTS), said.get("S3 PUT"));
    assertEquals(counted.get(MeteredCalls.GETS), said.get("S3 GET"));
    // A poller receives and deletes what a function has sent.
    assertEquals(sends, counted.getOrDefault(MeteredCalls.SQS, 0.0) - begins);
    assertEquals(3.0 * sends, said.get("SQS"));
    assertEquals(1, said.get("API Gateway"));
    assertEquals(2 + sends - 1, said.get("Lambda"));
    return counted;
  }

  @Test
  void isWhatACaptureWithAWebhookTakes() {
    countsWhatItTook(
        Map.of("url", stack.pages.url("/small"), "webhook_url", stack.receivers.url("ok")), 3);
  }

  @Test
  void isAddedToTheMonthOfItsAccount() {
    JsonNode before = usage();
    String id = taken(Map.of("url", stack.pages.url("/small")));
    double micros = stack.cost(id).path("microdollars").asDouble();
    assertTrue(micros > 10 && micros < 1_000, "microdollars: " + micros);
    JsonNode after = usage();
    assertEquals(before.path("captures").asLong() + 1, after.path("captures").asLong());
    assertEquals(
        before.path("microdollars").asDouble() + micros,
        after.path("microdollars").asDouble(),
        0.002);
  }

  private static JsonNode usage() {
    return Json.tree(stack.client.get("/v1/usage").body()).path("cost");
  }

  /** The simulation of limits counts with the same units, each where it is spent. */
  @Test
  void isWhatACaptureTakesOfWhichNobodyIsTold() {
    Map<String, Double> counted = countsWhatItTook(Map.of("url", stack.pages.url("/small")), 2);
    String captures = MeteredCalls.WRITES + ", " + stack.table("CapturesTable");
    double all =
        counted.entrySet().stream()
            .filter(place -> place.getKey().startsWith(captures))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertEquals(
        CaptureUnits.SMALL_CREATED + CaptureUnits.SMALL_ENDED,
        all - counted.getOrDefault(MeteredCalls.BESIDE, 0.0));
    assertEquals(2.0 * CaptureUnits.INDEX, counted.get(captures + "/InFlight"));
    assertEquals(2.0 * CaptureUnits.INDEX, counted.get(captures + "/ByAttention"));
    String accounts = MeteredCalls.WRITES + ", " + stack.table("AccountsTable");
    assertEquals((double) CaptureUnits.REQUEST, counted.get(accounts));
  }
}
