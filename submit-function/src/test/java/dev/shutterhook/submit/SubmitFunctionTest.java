package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.config.ConfigException;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Real: the handler, its routes and keys, and the tables of template.yaml. */
@ExtendWith(CloudExtension.class)
class SubmitFunctionTest {
  private final LocalCloud cloud;
  private final TestApi api;

  SubmitFunctionTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
  }

  private Capture created(String owner) {
    Capture capture = aCapture().of(owner).createdAt(api.clock.instant()).queued();
    api.captures.create(List.of(capture), api.clock.instant().plus(Duration.ofDays(1)));
    return capture;
  }

  @Test
  void isHealthyForEverybody() {
    TestApi.Answered answered = api.call(api.getting("/healthz", Map.of()));
    assertEquals(200, answered.status());
    assertEquals("{\"status\":\"ok\"}", answered.body().toString());
  }

  @Test
  void saysWhatKindOfKeyItWants() {
    TestApi.Answered answered = api.call(Events.recorded("submit-capture.json"));
    assertEquals(401, answered.status());
    assertEquals("unauthorized", answered.code());
    assertEquals("Bearer", answered.header("www-authenticate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic dTpw", "Bearer shk_", "shk_0"})
  void knowsNobodyByAHeaderThatIsNoKey(String authorization) {
    ObjectNode event = Events.recorded("submit-capture.json");
    assertEquals(401, api.call(TestApi.header(event, "authorization", authorization)).status());
  }

  @Test
  void knowsNobodyByAKeyWithAnotherSecret() {
    ApiKey stranger = ApiKey.random(new SecureRandom());
    ObjectNode event = Events.recorded("submit-capture.json");
    TestApi.header(event, "authorization", "Bearer " + stranger.text());
    assertEquals(401, api.call(event).status());
  }

  @Test
  void knowsTheBootstrapKeyByItsHash() {
    ApiKey first = ApiKey.random(new SecureRandom());
    TestApi fresh =
        new TestApi(
            cloud,
            RecordedCalls.of(cloud, "SubmitFunction"),
            Map.of("BOOTSTRAP_API_KEY_HASH", first.hash()));
    ObjectNode event = Events.recorded("submit-capture.json");
    assertEquals(
        202, fresh.call(TestApi.header(event, "authorization", "Bearer " + first.text())).status());
    assertEquals(
        Authenticator.BOOTSTRAP_ACCOUNT,
        fresh.lines.of("capture.accepted").getFirst().path("account").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "/,404,''",
    "/v1,404,''",
    "/v1/captured,404,''",
    "/v1/captures/,404,''",
    "/v1/captures/a/b,404,''",
    "/v1/webhooks/test,405,POST",
    "/v1/captures/x/image/,404,''"
  })
  void answersForEveryPath(String path, int status, String allow) {
    TestApi.Answered answered = api.get(path);
    assertEquals(status, answered.status());
    assertEquals(allow, answered.header("allow"));
    assertEquals("application/problem+json", answered.header("content-type"));
  }

  @Test
  void answersAHeadLikeAGetAndNamesBothToOthers() {
    ObjectNode event = api.getting("/healthz", Map.of());
    ObjectNode http = (ObjectNode) event.path("requestContext").path("http");
    http.put("method", "HEAD");
    assertEquals(200, api.call(event).status());
    http.put("method", "DELETE");
    TestApi.Answered refused = api.call(event);
    assertEquals("method_not_allowed", refused.code());
    assertEquals("GET, HEAD", refused.header("allow"));
  }

  @Test
  void givesTheSecretThatSignsTheAccountsWebhooks() {
    String secret = api.get("/v1/webhook-secret").body().path("secret").asText();
    assertTrue(secret.startsWith("whsec_"));
    assertEquals(secret, api.get("/v1/webhook-secret").body().path("secret").asText());
    assertFalse(
        secret.equals(new TestApi(cloud).get("/v1/webhook-secret").body().path("secret").asText()));
    assertFalse(api.lines.text().contains(secret));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cap_01K9ZZZZZZ0123456789ABCDEF", "cap_x", "dlv_01K9ZZZZZZ0123456789ABCDEF"})
  void knowsNoCaptureByAnIdThatIsUnknownOrNone(String id) {
    assertEquals("not_found", api.get("/v1/captures/" + id).code());
    assertEquals("not_found", api.get("/v1/captures/" + id + "/image").code());
  }

  @Test
  void hidesCapturesOfOthersAsIfThereWereNone() {
    Capture theirs = created("somebody-else");
    TestApi.Answered hidden = api.get("/v1/captures/" + theirs.id());
    TestApi.Answered unknown = api.get("/v1/captures/cap_01K9ZZZZZZ0123456789ABCDEF");
    assertEquals(404, hidden.status());
    assertEquals(unknown.body().path("detail"), hidden.body().path("detail"));
    assertEquals(404, api.get("/v1/captures/" + theirs.id() + "/image").status());
  }

  @Test
  void asksForPatienceWhenTheTableCannotBeReached() throws Exception {
    DynamoDbClient nobody =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build();
    try (nobody) {
      AwsClients clients = new AwsClients(nobody, cloud.sqs(), cloud.s3(), cloud.s3Presigner());
      TestApi cut = new TestApi(cloud, clients, Map.of());
      TestApi.Answered answered = cut.post(RequestFixture.aRequest().json());
      assertEquals(503, answered.status());
      assertEquals("unavailable", answered.code());
      assertEquals("5", answered.header("retry-after"));
      assertEquals(1, cut.lines.of("request.unavailable").size());
    }
  }

  @Test
  void saysNothingOfItsInsideWhenSomethingUnexpectedFails() {
    Capture capture = created(api.account);
    cloud
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(cloud.tableName("CapturesTable"))
                    .item(Map.of("id", AttributeValue.fromS(capture.id().toString()))));
    TestApi.Answered answered = api.get("/v1/captures/" + capture.id());
    assertEquals(500, answered.status());
    assertEquals("internal", answered.code());
    assertFalse(answered.body().toString().contains("item without"));
    assertEquals(
        answered.header("x-request-id"),
        api.lines.of("request.failed").getFirst().path("request").asText());
  }

  @Test
  void failsAtStartWithEveryVariableThatIsMissing() {
    ConfigException fault = Assertions.assertThrows(ConfigException.class, SubmitFunction::new);
    assertTrue(String.valueOf(fault.getMessage()).contains("CAPTURES_TABLE is missing"));
    Assertions.assertThrows(ConfigException.class, ReconcileFunction::new);
  }
}
