package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LargestRequest;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.core.webhook.WebhookBody;
import dev.shutterhook.core.webhook.WebhookKeyPair;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.core.webhook.WebhookSigner;
import dev.shutterhook.localcloud.LocalCloud;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Webhooks are as openapi.yaml describes them. Real: the handler, the tables and the presigner. */
@ExtendWith(CloudExtension.class)
class WebhookContractTest {
  private final LocalCloud cloud;
  private final TestApi api;
  private final Contract contract = Contract.shipped();
  private final SecureRandom random = new SecureRandom();

  WebhookContractTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
  }

  private Map<String, String> headers(Id message, String body) {
    List<SigningKey> keys =
        List.of(
            WebhookSecret.random(random), WebhookSecret.random(random), WebhookKeyPair.random());
    return new HashMap<>(WebhookSigner.headers(message, api.clock.instant(), body, keys));
  }

  @Test
  void areAllDescribed() {
    Set<String> described = new TreeSet<>();
    contract.document().path("webhooks").fieldNames().forEachRemaining(described::add);
    assertEquals(
        Arrays.stream(EventType.values())
            .map(EventType::code)
            .collect(Collectors.toCollection(TreeSet::new)),
        described);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void areAsDescribed(EventType type) {
    String url = "https://hooks.example.com/";
    TestApi.Answered sent =
        api.post("/v1/webhooks/test", Json.write(Map.of("url", url, "event", type.code())));
    Delivery delivery =
        new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"))
            .find(Id.of(sent.body().path("id").asText()))
            .orElseThrow();
    contract.checkWebhook(
        type.code(), headers(delivery.message(), delivery.body()), delivery.body());
  }

  @Test
  void areAsDescribedWhereNotAllFitsIn() {
    CaptureDocument document =
        new CaptureDocument(
            new ArtifactLinks(cloud.s3Presigner(), "bucket", Duration.ofHours(1), api.clock));
    Stream.of(true, false)
        .map(own -> aCapture().of(LargestRequest.of(own)).completed())
        .forEach(capture -> isAsDescribed(document, capture));
  }

  private void isAsDescribed(CaptureDocument document, Capture capture) {
    int most = WebhookBody.MAX_BYTES - WebhookBody.MAX_ENVELOPE_BYTES;
    ObjectNode data = document.within(capture, most);
    assertFalse(data.path("omitted").isEmpty());
    EventType type = EventType.CAPTURE_COMPLETED;
    String body = WebhookBody.write(type, api.clock.instant(), data);
    Id message = Id.of("msg_01K9ZZZZZZ0123456789ABCDEF");
    contract.checkWebhook(type.code(), headers(message, body), body);
    // The API has it all.
    contract.check("whole", "/components/schemas/Capture", document.of(capture));
  }
}
