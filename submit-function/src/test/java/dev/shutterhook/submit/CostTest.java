package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.MonthlyCost;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.cost.Prices;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a capture says that it cost. Real: handler, tables, bucket; its end is a test's. */
@ExtendWith(CloudExtension.class)
class CostTest {
  private static final double MICROS = 1e6;

  private final LocalCloud cloud;
  private final TestApi api;
  private final Settler settler;

  CostTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
    settler = new Settler(cloud, api.clock);
  }

  private String asked() {
    return api.post(aRequest().json()).body().path("id").asText();
  }

  private JsonNode shown(String id) {
    return api.get("/v1/captures/" + id).body();
  }

  /** The receipt's lines by their names. */
  private static JsonNode lines(JsonNode capture) {
    ObjectNode lines = Json.mapper().createObjectNode();
    capture.path("cost").path("lines").forEach(line -> lines.set(line.path("name").asText(), line));
    return lines;
  }

  @Test
  void isSaidOfACaptureThatHasEnded() {
    String id = asked();
    assertFalse(shown(id).has("cost"));
    settler.complete(Id.of(id), new byte[1 << 20]);
    JsonNode capture = shown(id);
    JsonNode lines = lines(capture);
    // 160 ms of 3,008 MiB.
    JsonNode render = lines.path("RenderFunction");
    assertEquals(0.47, render.path("quantity").asDouble(), 1e-9);
    assertEquals(
        0.47 * Prices.KNOWN.lambdaGbSecond() * MICROS,
        render.path("microdollars").asDouble(),
        1e-6);
    assertEquals(0.031, lines.path("SettleFunction").path("quantity").asDouble(), 1e-9);
    assertTrue(lines.path("SubmitFunction").path("quantity").asDouble() > 0);
    assertEquals(1, lines.path("API Gateway").path("quantity").asInt());
    assertEquals(1, lines.path("S3 PUT").path("quantity").asInt());
    // A mebibyte for 30 days.
    assertEquals(1 / 1_024.0, lines.path("S3 storage").path("quantity").asDouble(), 1e-6);
    double sum =
        lines.valueStream().mapToDouble(line -> line.path("microdollars").asDouble()).sum();
    assertEquals(sum, capture.path("cost").path("microdollars").asDouble(), 1e-6);
    JsonNode listed = api.get("/v1/captures").body().path("captures").path(0);
    assertEquals(id, listed.path("id").asText());
    assertFalse(listed.has("cost"));
  }

  @Test
  void isNotKnownWhereNothingWasRendered() {
    String id = asked();
    assertEquals(200, api.delete("/v1/captures/" + id).status());
    assertEquals("canceled", shown(id).path("status").asText());
    assertFalse(shown(id).has("cost"));
  }

  @Test
  void isSharedAmongTheCapturesOfABatch() {
    String request = "{\"captures\":[" + aRequest().json() + "," + aRequest().json() + "]}";
    String batch = api.post("/v1/batches", request).body().path("id").asText();
    JsonNode of = api.get("/v1/batches/" + batch).body().path("captures").path(0);
    settler.complete(Id.of(of.path("id").asText()), new byte[1_000]);
    JsonNode lines = lines(shown(of.path("id").asText()));
    assertEquals(0.5, lines.path("API Gateway").path("quantity").asDouble());
    // Half of the request's invocation, and each of the two others alone.
    assertEquals(2.5, lines.path("Lambda").path("quantity").asDouble());
  }

  @Test
  void isSummedForTheMonthOfAnAccount() {
    JsonNode nothing = api.get("/v1/usage").body().path("cost");
    assertEquals(0, nothing.path("captures").asInt());
    assertEquals(Prices.KNOWN.asOf(), nothing.path("prices").path("as_of").asText());
    String id = asked();
    settler.complete(Id.of(id), new byte[1_000]);
    CostReceipt receipt =
        new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"))
            .receipt(Id.of(id))
            .orElseThrow();
    MonthlyCost costs = new MonthlyCost(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    costs.add(api.account, receipt, api.clock.instant());
    costs.add(api.account, receipt, api.clock.instant());
    JsonNode sum = api.get("/v1/usage").body().path("cost");
    assertEquals(2, sum.path("captures").asInt());
    assertEquals(2 * receipt.dollars() * MICROS, sum.path("microdollars").asDouble(), 0.002);
    api.clock.forward(Duration.ofDays(32));
    assertEquals(0, api.get("/v1/usage").body().path("cost").path("captures").asInt());
  }
}
