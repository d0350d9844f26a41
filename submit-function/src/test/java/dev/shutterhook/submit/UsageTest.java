package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.options.Device;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code GET /v1/usage} and {@code GET /v1/devices}. Real: handler and tables. */
@ExtendWith(CloudExtension.class)
class UsageTest {
  private final LocalCloud cloud;
  private final TestApi api;

  UsageTest(LocalCloud cloud) {
    this.cloud = cloud;
    api = new TestApi(cloud);
  }

  private static void submit(TestApi api, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(202, api.post(aRequest().json()).status());
    }
  }

  @Test
  void showsWhatTheKeyHasUsedAndWhatItMay() {
    api.keys().limit(api.key.publicId(), new KeyLimits(7, 3L));
    submit(api, 2);
    JsonNode usage = api.get("/v1/usage").body();
    assertEquals(api.key.publicId(), usage.path("key").asText());
    assertEquals(MonthlyQuota.month(api.clock.instant()).toString(), usage.path("month").asText());
    assertEquals(2, usage.path("captures").asLong());
    assertEquals(3, usage.path("captures_per_month").asLong());
    assertEquals(1, usage.path("captures_left").asLong());
    assertEquals(7, usage.path("requests_per_second").asInt());
    assertEquals(2, usage.path("in_flight").asInt());
    assertEquals(1_000, usage.path("in_flight_limit").asInt());
    assertEquals(0, usage.path("monitors").asInt());
    assertEquals(1_000, usage.path("monitors_limit").asInt());
    Instant reset = Instant.parse(usage.path("resets_at").asText());
    api.clock.forward(MonthlyQuota.untilNext(api.clock.instant()));
    assertEquals(api.clock.instant(), reset);
    assertEquals(0, api.get("/v1/usage").body().path("captures").asLong());
  }

  @Test
  void knowsNoQuotaWhereThereIsNone() {
    JsonNode usage = api.get("/v1/usage").body();
    assertTrue(usage.path("captures_per_month").isNull());
    assertTrue(usage.path("captures_left").isNull());
    assertEquals(100, usage.path("requests_per_second").asInt());
  }

  @Test
  void leavesNothingWhereTheQuotaWasLoweredBelowWhatIsUsed() {
    submit(api, 2);
    api.keys().limit(api.key.publicId(), new KeyLimits(null, 1L));
    assertEquals(0, api.get("/v1/usage").body().path("captures_left").asLong());
  }

  @Test
  void countsAnotherKeyOfTheAccountForItself() {
    submit(api, 1);
    TestApi other = new TestApi(cloud);
    var event = api.getting("/v1/usage", Map.of());
    String key = other.keyOf(api.account).text();
    JsonNode usage = api.call(TestApi.header(event, "authorization", "Bearer " + key)).body();
    assertEquals(0, usage.path("captures").asLong());
    assertEquals(1, usage.path("in_flight").asInt(), "the account's");
  }

  @Test
  void showsEveryDeviceWithAllThatItSets() {
    JsonNode devices = api.get("/v1/devices").body().path("devices");
    assertEquals(Device.all().size(), devices.size());
    for (JsonNode device : devices) {
      String id = device.path("device").asText();
      JsonNode options = aRequest().with("device", id).accepted().options().echo();
      for (String field : new String[] {"width", "height", "scale"}) {
        assertEquals(
            options.path(field).asDouble(), device.path(field).asDouble(), id + " " + field);
      }
      assertEquals(options.path("mobile").asBoolean(), device.path("mobile").asBoolean(), id);
      assertEquals(options.path("touch").asBoolean(), device.path("touch").asBoolean(), id);
      assertEquals(options.path("user_agent").asText(""), device.path("user_agent").asText(""), id);
    }
    assertFalse(devices.path(0).path("landscape").path("width").isMissingNode());
  }
}
