package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** How the API answers those who ask for too much. Real: the tables of template.yaml. */
@ExtendWith(CloudExtension.class)
class LimitsTest {
  private static final String REQUEST = RequestFixture.aRequest().json();

  private final LocalCloud cloud;
  private final TestApi api;

  LimitsTest(LocalCloud cloud) {
    this.cloud = cloud;
    this.api = new TestApi(cloud);
  }

  @Test
  void asksAKeyThatIsTooQuickForPatience() {
    api.keys().limit(api.key.publicId(), new KeyLimits(2, null));
    assertEquals(202, api.post(REQUEST).status());
    assertEquals(404, api.get("/v1/captures/cap_x").status());
    TestApi.Answered refused = api.post(REQUEST);
    assertEquals(429, refused.status());
    assertEquals("rate_limited", refused.code());
    assertEquals("1", refused.header("retry-after"));
    api.clock.forward(Duration.ofSeconds(1));
    assertEquals(202, api.post(REQUEST).status());
  }

  @Test
  void takesNoMoreCapturesThanTheMonthHas() {
    api.keys().limit(api.key.publicId(), new KeyLimits(null, 2L));
    assertEquals(400, api.post("{}").status());
    assertEquals(202, api.post(REQUEST).status());
    assertEquals(202, api.post(REQUEST).status());
    TestApi.Answered refused = api.post(REQUEST);
    assertEquals(429, refused.status());
    assertEquals("quota_exceeded", refused.code());
    long wait = MonthlyQuota.untilNext(api.clock.instant()).toSeconds();
    assertEquals(Long.toString(wait), refused.header("retry-after"));
    assertEquals(200, api.get("/v1/webhook-secret").status());
  }

  @Test
  void givesBackWhatCouldNotBeStored() {
    try (S3Client nobody =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build()) {
      AwsClients clients =
          new AwsClients(cloud.dynamoDb(), cloud.sqs(), nobody, cloud.s3Presigner());
      TestApi cut = new TestApi(cloud, clients, Map.of());
      cut.keys().limit(cut.key.publicId(), new KeyLimits(null, 1L));
      assertEquals(503, cut.post(RequestFixture.anHtmlRequest("<p>").json()).status());
      assertEquals(202, cut.post(REQUEST).status());
      assertEquals("quota_exceeded", cut.post(REQUEST).code());
    }
  }

  @Test
  void letsNoAccountHaveMoreUnderWayThanItsShare() {
    TestApi narrow =
        new TestApi(
            cloud, RecordedCalls.of(cloud, "SubmitFunction"), Map.of("CAPTURES_IN_FLIGHT", "2"));
    CaptureFixture first =
        CaptureFixture.aCapture().of(narrow.account).createdAt(narrow.clock.instant());
    narrow.captures.create(
        List.of(first.queued()), narrow.clock.instant().plus(Duration.ofDays(1)));
    assertEquals(202, narrow.post(REQUEST).status());
    TestApi.Answered refused = narrow.post(REQUEST);
    assertEquals("rate_limited", refused.code());
    assertTrue(refused.body().path("detail").asText().contains("under way"));
    assertEquals(202, api.post(REQUEST).status(), "another account is not held up");
    narrow.settle(first.completed());
    assertEquals(202, narrow.post(REQUEST).status());
  }
}
