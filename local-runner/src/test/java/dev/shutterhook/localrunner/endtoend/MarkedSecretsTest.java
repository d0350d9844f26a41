package dev.shutterhook.localrunner.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.localcloud.LocalCloud;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where the secrets of a request can be found after it: at the page, and nowhere else. */
@ExtendWith(SuiteUnderTest.class)
class MarkedSecretsTest {
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.client();
  private final LocalCloud cloud = suite.suite().cloud();
  private final String header = mark("header");
  private final String cookie = mark("cookie");
  private final String password = mark("password");

  private static String mark(String kind) {
    return kind + "-" + UUID.randomUUID();
  }

  @Test
  void stayBetweenTheClientAndThePage() throws IOException {
    List<String> ids = new ArrayList<>();
    List<String> places = new ArrayList<>();
    try (Vault vault = new Vault()) {
      ids.add(client.capture(request(vault.url(), 2)));
      // While it waits, what the renderer must know lies in table and queue.
      String waiting = tables();
      assertTrue(waiting.contains("sealed_identity"), "a capture that waits has its identity");
      places.add(waiting);
      assertEquals("completed", client.ended(ids.getFirst()).path("status").asText());
      toldThePage(vault.told());
    }
    ids.add(client.capture(request("http://no-such-host.invalid/", 0)));
    assertEquals("failed", client.ended(ids.getLast()).path("status").asText());
    for (String id : ids) {
      await().atMost(A_WHILE).until(() -> !suite.receivers().about(id).isEmpty());
      suite.receivers().about(id).forEach(webhook -> places.add(webhook.body()));
      places.add(client.get("/v1/captures/" + id).body());
      String deliveries = client.get("/v1/captures/" + id + "/deliveries").body();
      assertTrue(deliveries.contains(id), "its delivery is shown");
      places.add(deliveries);
      assertFalse(item(id).contains("sealed_identity"), "what has ended needs none");
    }
    places.addAll(List.of(tables(), queues(), suite.log()));
    assertTrue(suite.log().contains(ids.getFirst()), "the log is heard");
    for (String secret : List.of(header, cookie, password, suite.webhookSecret(), suite.key())) {
      String spelled = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
      for (String place : places) {
        assertFalse(place.contains(secret) || place.contains(spelled), "a secret is in " + place);
      }
    }
  }

  private void toldThePage(List<String> told) {
    assertTrue(told.contains(header));
    assertTrue(told.contains("session=" + cookie));
    String credentials = "user:" + password;
    assertTrue(
        told.contains("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))));
  }

  private Map<String, Object> request(String url, int delay) {
    Map<String, Object> request = new HashMap<>();
    request.put("url", url);
    request.put("delay", delay);
    request.put("headers", Map.of("X-Token", header));
    request.put("cookies", List.of(Map.of("name", "session", "value", cookie)));
    request.put("basic_auth", Map.of("username", "user", "password", password));
    request.put("webhook_url", suite.receivers().url("ok"));
    return request;
  }

  private String item(String id) {
    String table = cloud.tableName("CapturesTable");
    return cloud
        .dynamoDb()
        .getItem(get -> get.tableName(table).key(Map.of("id", AttributeValue.fromS(id))))
        .item()
        .toString();
  }

  private String tables() {
    return cloud.template().tables().stream()
        .flatMap(
            table ->
                cloud
                    .dynamoDb()
                    .scanPaginator(scan -> scan.tableName(table.name()))
                    .items()
                    .stream())
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  /** What lies in the queues, the dead letters among them. */
  private String queues() {
    return cloud.template().queues().stream()
        .flatMap(
            queue ->
                cloud
                    .sqs()
                    .receiveMessage(
                        receive ->
                            receive
                                .queueUrl(cloud.queueUrl(queue.logicalId()))
                                .visibilityTimeout(0)
                                .waitTimeSeconds(0)
                                .maxNumberOfMessages(10))
                    .messages()
                    .stream())
        .map(message -> message.body())
        .collect(Collectors.joining("\n"));
  }
}
