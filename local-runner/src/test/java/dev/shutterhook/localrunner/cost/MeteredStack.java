package dev.shutterhook.localrunner.cost;

import static org.awaitility.Awaitility.await;

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

/** A stack in which the functions of a capture's way have clients that count. */
final class MeteredStack implements AutoCloseable {
  static final Duration A_WHILE = Duration.ofSeconds(30);

  private static final Set<String> ON_THE_WAY =
      Set.of("SubmitFunction", "RenderFunction", "SettleFunction", "DeliverFunction");
  private static final ApiKey KEY = ApiKey.random(new SecureRandom());

  final Pages pages;
  final Receivers receivers;
  final Client client;
  final Suite suite;

  MeteredStack() throws IOException {
    Map<String, String> parameters =
        Map.of("EgressPolicy", "open", "BootstrapApiKeyHash", ApiKey.hash(KEY.text()));
    SuiteOptions options =
        new SuiteOptions(
            Path.of(System.getProperty("shutterhook.root"), "template.yaml"),
            parameters,
            Map.of("RenderFunction.CHROMIUM", SuiteUnderTest.chromium()),
            Storage.inMemory(),
            0);
    suite = Suite.start(options, MeteredStack::clients);
    pages = new Pages();
    receivers = new Receivers();
    client = new Client(suite.address(), KEY.text());
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

  /** Tables as the suite's own clients see them: looks are not counted. */
  String table(String name) {
    return suite.cloud().tableName(name);
  }

  /** What the receipts of this month come to. */
  MonthlyCost.Sum summed() {
    return new MonthlyCost(suite.clients().dynamoDb(), table("CapturesTable"))
        .of(Authenticator.BOOTSTRAP_ACCOUNT, Instant.now());
  }

  /** Waits until whoever is told of a capture has acknowledged. */
  void awaitTold(String capture) {
    CaptureStore captures = new CaptureStore(suite.clients().dynamoDb(), table("CapturesTable"));
    captures.find(Id.of(capture)).orElseThrow().told().forEach(this::awaitDelivered);
  }

  void awaitDelivered(Id delivery) {
    DeliveryStore deliveries =
        new DeliveryStore(suite.clients().dynamoDb(), table("DeliveriesTable"));
    await()
        .atMost(A_WHILE)
        .until(() -> deliveries.find(delivery).orElseThrow().state() == DeliveryState.DELIVERED);
  }

  /** A capture's receipt. */
  JsonNode cost(String capture) {
    return Json.tree(client.get("/v1/captures/" + capture).body()).path("cost");
  }

  /** Its lines, by their names. */
  Map<String, Double> lines(String capture) {
    Map<String, Double> lines = new HashMap<>();
    cost(capture)
        .path("lines")
        .forEach(line -> lines.put(line.path("name").asText(), line.path("quantity").asDouble()));
    return lines;
  }

  @Override
  public void close() {
    suite.close();
    pages.close();
    receivers.close();
  }
}
