package dev.shutterhook.localrunner.cost;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.webhook.DeliveryFilter;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.core.webhook.DeliveryState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the receipts of a batch say together against what all of it took. Real: everything; the
 * functions of a capture's way have clients that count.
 */
class BatchReceiptTest {
  /** Receipts have nine decimals, and each of a batch has a part. */
  private static final double ROUNDED = 1e-6;

  private static MeteredStack stack;
  private static HeldPage page;

  @BeforeAll
  static void start() throws IOException {
    stack = new MeteredStack();
    page = new HeldPage();
  }

  @AfterAll
  static void end() {
    stack.close();
    page.close();
  }

  /** A batch and what was counted for all of it. */
  private record Taken(List<String> captures, Map<String, Double> counted) {
    double counted(String what) {
      return counted.getOrDefault(what, 0.0);
    }

    double writes() {
      return counted(MeteredCalls.WRITES) - counted(MeteredCalls.BESIDE);
    }

    double messages() {
      int orders = Math.ceilDiv(captures.size(), WorkQueue.MAX_BATCH);
      return counted(MeteredCalls.SQS) - counted(MeteredCalls.SENT_TOGETHER) + orders;
    }
  }

  private static Map<String, Object> asked(int captures, Map<String, ?> defaults) {
    Map<String, Object> request = new HashMap<>();
    request.put("defaults", defaults);
    request.put(
        "captures", IntStream.range(0, captures).mapToObj(i -> Map.of("url", page.url())).toList());
    return request;
  }

  private static Taken taken(Map<String, Object> request) {
    // The first one finds nothing prepared: an account, a month, a secret for webhooks.
    Map<String, Object> first = new HashMap<>(request);
    first.put("captures", List.of(Map.of("url", page.url())));
    once(first);
    MeteredCalls.begin();
    List<String> captures = once(request);
    return new Taken(captures, MeteredCalls.end());
  }

  /** With everything that follows from it; whom it tells acknowledges at once. */
  private static List<String> once(Map<String, Object> request) {
    long before = stack.summed().captures();
    page.hold();
    HttpResponse<String> response = stack.client.post("/v1/batches", Json.write(request));
    page.release();
    assertEquals(202, response.statusCode(), response.body());
    JsonNode batch = Json.tree(response.body());
    List<String> captures =
        StreamSupport.stream(batch.path("captures").spliterator(), false)
            .map(capture -> capture.path("id").asText())
            .toList();
    await()
        .atMost(MeteredStack.A_WHILE)
        .until(() -> stack.summed().captures() == before + captures.size());
    Id id = Id.of(batch.path("id").asText());
    BatchStore batches =
        new BatchStore(stack.suite.clients().dynamoDb(), stack.table("CapturesTable"));
    await()
        .atMost(MeteredStack.A_WHILE)
        .until(() -> batches.find(id).orElseThrow().completedAt() != null);
    captures.forEach(stack::awaitTold);
    if (request.containsKey("webhook_url")) {
      stack.awaitDelivered(telling(id));
    }
    return captures;
  }

  private static Id telling(Id batch) {
    DeliveryFilter all =
        new DeliveryFilter(
            Authenticator.BOOTSTRAP_ACCOUNT,
            Set.of(DeliveryState.values()),
            Optional.empty(),
            Optional.empty());
    return new DeliveryList(stack.suite.clients().dynamoDb(), stack.table("DeliveriesTable"))
        .page(all, Optional.empty(), 100, Instant.now()).entries().stream()
            .filter(delivery -> delivery.capture().equals(batch))
            .map(DeliveryOutline::id)
            .findFirst()
            .orElseThrow();
  }

  private static double said(String line, Collection<Map<String, Double>> receipts) {
    return receipts.stream().mapToDouble(receipt -> receipt.getOrDefault(line, 0.0)).sum();
  }

  /** The receipts say together what was counted, and each of them says the same. */
  private static void countsWhatItTook(Map<String, Object> request) {
    Taken taken = taken(request);
    List<Map<String, Double>> receipts = taken.captures().stream().map(stack::lines).toList();
    assertEquals(
        taken.writes(), said("DynamoDB", receipts), ROUNDED, () -> taken.counted().toString());
    assertEquals(taken.counted(MeteredCalls.PUTS), said("S3 PUT", receipts), ROUNDED);
    assertEquals(taken.counted(MeteredCalls.GETS), said("S3 GET", receipts), ROUNDED);
    assertEquals(1, said("API Gateway", receipts), ROUNDED);
    // Each invocation but the API's was begun by a poller that receives, and deletes.
    double polls = 2 * (said("Lambda", receipts) - 1);
    assertEquals(taken.messages(), said("SQS", receipts) - polls, ROUNDED);
    assertTrue(
        receipts.stream().allMatch(receipt -> receipt.getOrDefault("SubmitFunction", 0.0) > 0));
  }

  @Test
  void isItsPartOfABatchThatTellsOfItself() {
    Map<String, Object> request = asked(7, Map.of());
    request.put("webhook_url", stack.receivers.url("ok"));
    countsWhatItTook(request);
  }

  @Test
  void isItsPartOfABatchWhoseCapturesTellOfThemselvesAndThatDoesSo() {
    Map<String, Object> request = asked(3, Map.of("webhook_url", stack.receivers.url("ok")));
    request.put("webhook_url", stack.receivers.url("ok"));
    request.put("metadata", Map.of("note", "m".repeat(1_500)));
    countsWhatItTook(request);
  }

  /** Transactions take 50: the last of these is written alone. */
  @Test
  void isItsPartOfABatchThatIsWrittenInTwoParts() {
    countsWhatItTook(asked(51, Map.of()));
  }

  @Test
  void isItsPartOfABatchOfOne() {
    countsWhatItTook(asked(1, Map.of()));
  }
}
