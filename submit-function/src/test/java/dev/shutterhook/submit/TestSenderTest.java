package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.StableJson;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A sample event for a receiver. Real: the handler, its tables and the deliver queue. */
@ExtendWith(CloudExtension.class)
class TestSenderTest {
  private static final String PATH = "/v1/webhooks/test";
  private static final String URL = "https://hooks.example.com/shutterhook";

  private final LocalCloud cloud;
  private final TestApi api;

  TestSenderTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
  }

  private Delivery stored(TestApi.Answered answered) {
    assertEquals(202, answered.status(), answered.body().toString());
    return new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"))
        .find(Id.of(answered.body().path("id").asText()))
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void putsASampleOfEachEventOnItsWay(EventType type) {
    TestApi.Answered answered =
        api.post(PATH, Json.write(Map.of("url", URL, "event", type.code())));
    Delivery delivery = stored(answered);
    assertEquals(delivery.message().toString(), answered.body().path("webhook_id").asText());
    assertEquals("pending", answered.body().path("state").asText());
    assertTrue(delivery.sample());
    assertEquals(api.account, delivery.account());
    assertEquals(URL, delivery.url().toString());
    assertEquals(DeliveryState.PENDING, delivery.state());
    assertEquals(api.clock.instant(), delivery.nextAttemptAt());
    assertTrue(delivery.expiresAt().isAfter(api.clock.instant().plus(Duration.ofDays(1))));
    assertEquals(
        delivery.id().toString(),
        Json.tree(new Inbox(cloud, "DeliverQueue").about(delivery.id().toString()).body())
            .path("delivery")
            .asText());
    saysThatItIsASample(delivery, type);
  }

  private void saysThatItIsASample(Delivery delivery, EventType type) {
    JsonNode event = Json.tree(delivery.body());
    assertEquals(delivery.body(), StableJson.write(event));
    assertEquals(type.code(), event.path("type").asText());
    JsonNode data = event.path("data");
    if (type.code().startsWith("monitor.")) {
      assertTrue(data.at("/monitor/metadata/sample").asBoolean());
      assertEquals(data.at("/monitor/id"), data.at("/run/monitor"));
      assertEquals(404, api.get("/v1/monitors/" + data.at("/monitor/id").asText()).status());
      return;
    }
    String about = type == EventType.BATCH_COMPLETED ? "batch" : "capture";
    assertEquals(type.code(), about + "." + data.path("status").asText());
    assertTrue(data.path("metadata").path("sample").asBoolean());
    String folder = about.equals("batch") ? "/v1/batches/" : "/v1/captures/";
    assertEquals(404, api.get(folder + data.path("id").asText()).status());
  }

  @Test
  void sendsACompletedCaptureUnlessAskedForAnotherEvent() {
    Delivery delivery = stored(api.post(PATH, "{\"url\":\"" + URL + "\"}"));
    assertEquals(EventType.CAPTURE_COMPLETED, delivery.type());
    JsonNode artifact = Json.tree(delivery.body()).path("data").path("artifacts").path(0);
    assertTrue(artifact.path("url").asText().startsWith("http"), artifact.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{}; url; is required",
        "{\"url\":\"http://hooks.example.com/\"}; url; must begin with https://",
        "{\"url\":\"file:///etc/passwd\"}; url; must begin with http:// or https://",
        "{\"url\":\"https://h.example/\",\"event\":\"x\"}; event; must be one of",
        "{\"url\":\"https://h.example/\",\"body\":\"x\"}; body; is not a known field",
        "\"https://h.example/\"; ``; must be a JSON object"
      })
  void saysWhatIsWrong(String body, String field, String message) {
    TestApi.Answered refused = api.post(PATH, body);
    assertEquals(400, refused.status());
    JsonNode fault = refused.body().path("errors").path(0);
    assertEquals(field, fault.path("field").asText());
    assertTrue(fault.path("message").asText().startsWith(message), fault.toString());
  }

  @Test
  void leavesWhatCannotBeQueuedToTheReconciler() {
    try (SqsClient nobody =
        SqsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build()) {
      AwsClients clients =
          new AwsClients(cloud.dynamoDb(), nobody, cloud.s3(), cloud.s3Presigner());
      TestApi cut = new TestApi(cloud, clients, Map.of());
      Delivery delivery = stored(cut.post(PATH, "{\"url\":\"" + URL + "\"}"));
      assertFalse(cut.lines.of("delivery.ticket_delayed").isEmpty());
      DeliveryStore deliveries =
          new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
      assertTrue(
          deliveries
              .overdue(cut.clock.instant().plus(DeliveryStore.OUTBOX_MAX_AGE).plusMillis(1), 10_000)
              .contains(delivery.id()));
    }
  }
}
