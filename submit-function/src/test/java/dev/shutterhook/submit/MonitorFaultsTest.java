package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a monitor is named by its field. Real: the handler and its tables. */
@ExtendWith(CloudExtension.class)
class MonitorFaultsTest {
  private static final String PATH = "/v1/monitors";

  private final TestApi api;

  MonitorFaultsTest(LocalCloud cloud) {
    api = new TestApi(cloud);
  }

  private void isRefused(TestApi.Answered refused, String field, String message) {
    assertEquals(400, refused.status(), refused.body().toString());
    assertEquals(1, refused.body().path("errors").size(), refused.body().toString());
    JsonNode fault = refused.body().path("errors").path(0);
    assertEquals(field, fault.path("field").asText());
    assertTrue(fault.path("message").asText().contains(message), fault.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"schedule\":null}; schedule; is required",
        "{\"schedule\":\"0 0 30 2 *\"}; schedule; must happen some day",
        "{\"schedule\":\"rate(30 seconds)\"}; schedule; more often than each minute",
        "{\"schedule\":\"*/5 * * * * *\"}; schedule; more often than each minute",
        "{\"schedule\":\"now and then\"}; schedule; must be",
        "{\"timezone\":\"Europe/Bärlin\"}; timezone; is not a known time zone",
        "{\"starts_at\":\"tomorrow\"}; starts_at; must be a time like",
        "{\"starts_at\":\"2030-01-02T00:00:00Z\",\"ends_at\":\"2030-01-01T00:00:00Z\"}; ends_at; later than starts_at",
        "{\"ends_at\":\"2020-01-01T00:00:00Z\"}; ends_at; must leave the schedule a time to come",
        "{\"compare\":{\"threshold\":1.5}}; compare.threshold; must be from 0 to 1",
        "{\"compare\":{\"threshold\":-0.1}}; compare.threshold; must be from 0 to 1",
        "{\"compare\":{\"pixel_threshold\":2}}; compare.pixel_threshold; must be from 0 to 1",
        "{\"compare\":{\"baseline\":\"first\"}}; compare.baseline; must be one of",
        "{\"compare\":{\"learn_noise\":21}}; compare.learn_noise; must be from 0 to 20",
        "{\"compare\":{\"mask\":[{}]}}; compare.mask[0].selector; is required, unless",
        "{\"compare\":{\"mask\":[{\"selector\":\".a\",\"x\":1}]}}; compare.mask[0].x; together with selector",
        "{\"compare\":{\"mask\":[{\"x\":1,\"y\":1,\"width\":9}]}}; compare.mask[0].height; is required",
        "{\"compare\":{\"mask\":[{\"x\":1,\"y\":1,\"width\":9,\"height\":0}]}}; compare.mask[0].height; must be from 1",
        "{\"compare\":{\"ignore_text\":[\"ok\",\"(\"]}}; compare.ignore_text[1]; RE2",
        "{\"compare\":{\"ignore_text\":[\"a*\"]}}; compare.ignore_text[0]; must not match what is empty",
        "{\"notify\":\"often\"}; notify; must be one of",
        "{\"destinations\":[{\"type\":\"slack\"}]}; destinations[0].url; is required",
        "{\"destinations\":[{\"url\":\"http://a.example/\"}]}; destinations[0].url; must begin with https://",
        "{\"destinations\":[{\"url\":\"https://u:p@a.example/\"}]}; destinations[0].url; user name or password",
        "{\"destinations\":[{\"type\":\"pager\",\"url\":\"https://a.example/\"}]}; destinations[0].type; must be one of",
        "{\"fail_after\":0}; fail_after; must be from 1",
        "{\"pause_after\":1001}; pause_after; must be from 1 to 1000",
        "{\"retention_days\":31}; retention_days; must be from 1 to 30 days",
        "{\"capture\":null}; capture; is required",
        "{\"capture\":{}}; capture.url; is required",
        "{\"capture\":{\"html\":\"<p>\"}}; capture.html; give a url",
        "{\"capture\":{\"url\":\"https://a.example/\",\"format\":\"pdf\"}}; capture.format; must be png",
        "{\"capture\":{\"url\":\"https://a.example/\",\"cache_ttl\":60}}; capture.cache_ttl; must be 0",
        "{\"capture\":{\"url\":\"https://a.example/\",\"metadata\":{}}}; capture.metadata; of the monitor",
        "{\"capture\":{\"url\":\"https://a.example/\",\"webhook_url\":\"https://b.example/\"}}; capture.webhook_url; see destinations",
        "{\"capture\":{\"url\":\"https://a.example/\",\"width\":1}}; capture.width; must be from",
        "{\"colour\":\"red\"}; colour; is not a known field"
      })
  void namesTheField(String otherwise, String field, String message) {
    ObjectNode request = WatchedPage.request();
    request.setAll((ObjectNode) Json.tree(otherwise));
    isRefused(api.post(PATH, request.toString()), field, message);
  }

  @Test
  void namesAllAtOnceAndLeavesNoTrace() {
    ObjectNode request = WatchedPage.request().put("schedule", "never").put("notify", "x");
    request.putObject("compare").put("threshold", 7).put("confirm", "yes");
    TestApi.Answered refused = api.post(PATH, request.toString());
    assertEquals(
        Set.of("schedule", "notify", "compare.threshold", "compare.confirm"),
        StreamSupport.stream(refused.body().path("errors").spliterator(), false)
            .map(fault -> fault.path("field").asText())
            .collect(Collectors.toSet()));
    assertEquals(0, api.get(PATH).body().path("monitors").size());
  }

  @Test
  void readsAPatchAsAWhole() {
    String path =
        PATH + "/" + api.post(PATH, WatchedPage.request().toString()).body().path("id").asText();
    isRefused(api.patch(path, "{\"compare\":{\"threshold\":2}}"), "compare.threshold", "0 to 1");
    isRefused(api.patch(path, "{\"compare\":7}"), "compare", "must be an object");
    isRefused(api.patch(path, "{\"schedule\":null}"), "schedule", "is required");
    isRefused(api.patch(path, "{\"capture\":null}"), "capture", "is required");
    isRefused(api.patch(path, "{\"state\":\"paused\"}"), "state", "is not a known field");
    isRefused(api.patch(path, "{\"ends_at\":\"2020-01-01T00:00:00Z\"}"), "ends_at", "to come");
  }
}
