package dev.shutterhook.localrunner.cost;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.account.MonthlyCost;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localrunner.endtoend.Client;
import dev.shutterhook.localrunner.endtoend.Pages;
import dev.shutterhook.localrunner.endtoend.Receivers;
import dev.shutterhook.localrunner.endtoend.SuiteUnderTest;
import dev.shutterhook.localrunner.suite.Suite;
import dev.shutterhook.localrunner.suite.SuiteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a receipt says against what was counted. Real: everything; the functions of a capture's way
 * have clients that count.
 */
class ReceiptTest {
  private static final Duration A_WHILE = Duration.ofSeconds(30);
  private static final Set<String> ON_THE_WAY =
      Set.of("SubmitFunction", "RenderFunction", "SettleFunction", "DeliverFunction");
  private static final ApiKey KEY = ApiKey.random(new SecureRandom());

  private static Suite suite;
  private static Pages pages;
  private static Receivers receivers;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    Map<String, String> parameters =
        Map.of("EgressPolicy", "open", "BootstrapApiKeyHash", ApiKey.hash(KEY.text()));
    SuiteOptions options =
        new SuiteOptions(
            Path.of(System.getProperty("shutterhook.root"), "template.yaml"),
            parameters,
            Map.of("RenderFunction.CHROMIUM", SuiteUnderTest.chromium()),
            Storage.inMemory(),
            0);
    suite = Suite.start(options, ReceiptTest::clients);
    pages = new Pages();
    receivers = new Receivers();
    client = new Client(suite.address(), KEY.text());
  }

  @AfterAll
  static void end() {
    suite.close();
    pages.close();
    receivers.close();
  }

  private static AwsClients clients(LocalCloud cloud, String function) {
    List<MeteredCalls> watchers =
        ON_THE_WAY.contains(function) ? List.of(new MeteredCalls()) : List.of();
    return new AwsClients(
        cloud.dynamoDb(List.copyOf(watchers)),
        cloud.sqs(List.copyOf(watchers)),
        cloud.s3(List.copyOf(watchers)),
        cloud.s3Presigner());
  }

  /** With everything that follows from it; whom it tells acknowledges at once. */
  private static String taken(Map<String, ?> request) {
    long before = summed().captures();
    String id = client.capture(request);
    await().atMost(A_WHILE).until(() -> summed().captures() == before + 1);
    CaptureStore captures =
        new CaptureStore(suite.clients().dynamoDb(), suite.cloud().tableName("CapturesTable"));
    DeliveryStore deliveries =
        new DeliveryStore(suite.clients().dynamoDb(), suite.cloud().tableName("DeliveriesTable"));
    for (Id told : captures.find(Id.of(id)).orElseThrow().told()) {
      await()
          .atMost(A_WHILE)
          .until(() -> deliveries.find(told).orElseThrow().state() == DeliveryState.DELIVERED);
    }
    return id;
  }

  private static MonthlyCost.Sum summed() {
    return new MonthlyCost(suite.clients().dynamoDb(), suite.cloud().tableName("CapturesTable"))
        .of(Authenticator.BOOTSTRAP_ACCOUNT, Instant.now());
  }

  private static JsonNode cost(String id) {
    return Json.tree(client.get("/v1/captures/" + id).body()).path("cost");
  }

  private static Map<String, Double> lines(JsonNode cost) {
    Map<String, Double> lines = new HashMap<>();
    cost.path("lines")
        .forEach(line -> lines.put(line.path("name").asText(), line.path("quantity").asDouble()));
    return lines;
  }

  private static void countsWhatItTook(Map<String, ?> request, int sends) {
    // The first one finds nothing prepared: an account, a month.
    taken(request);
    MeteredCalls.begin();
    String id = taken(request);
    Map<String, Double> counted = MeteredCalls.end();
    Map<String, Double> said = lines(cost(id));
    assertEquals(counted.get(MeteredCalls.WRITES), said.get("DynamoDB"));
    assertEquals(counted.get(MeteredCalls.PUTS), said.get("S3 PUT"));
    assertEquals(counted.get(MeteredCalls.GETS), said.get("S3 GET"));
    // A poller receives and deletes what a function has sent.
    assertEquals(sends, counted.get(MeteredCalls.SQS));
    assertEquals(3.0 * sends, said.get("SQS"));
    assertEquals(1, said.get("API Gateway"));
    assertEquals(2 + sends - 1, said.get("Lambda"));
  }

  @Test
  void isWhatACaptureWithAWebhookTakes() {
    countsWhatItTook(Map.of("url", pages.url("/small"), "webhook_url", receivers.url("ok")), 3);
  }

  @Test
  void isAddedToTheMonthOfItsAccount() {
    JsonNode before = usage();
    String id = taken(Map.of("url", pages.url("/small")));
    double micros = cost(id).path("microdollars").asDouble();
    assertTrue(micros > 10 && micros < 1_000, "microdollars: " + micros);
    JsonNode after = usage();
    assertEquals(before.path("captures").asLong() + 1, after.path("captures").asLong());
    assertEquals(
        before.path("microdollars").asDouble() + micros,
        after.path("microdollars").asDouble(),
        0.002);
  }

  private static JsonNode usage() {
    return Json.tree(client.get("/v1/usage").body()).path("cost");
  }

  @Test
  void isWhatACaptureTakesOfWhichNobodyIsTold() {
    countsWhatItTook(Map.of("url", pages.url("/small")), 2);
  }
}
