package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.webhook.EndpointHealth;
import dev.shutterhook.core.webhook.EndpointReport;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: the handler and the tables of template.yaml. */
@ExtendWith(CloudExtension.class)
class ListEndpointsTest {
  private final TestApi api;
  private final EndpointStore store;

  ListEndpointsTest(LocalCloud cloud) {
    api = new TestApi(cloud);
    store = new EndpointStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
  }

  private EndpointReport report(int status) {
    return new EndpointReport(api.clock.instant(), status, null);
  }

  private void note(String host, EndpointHealth health) {
    assertTrue(store.store(api.account, host, health, api.clock.instant()));
  }

  private JsonNode listed(String host) {
    for (JsonNode endpoint : api.get("/v1/endpoints").body().path("endpoints")) {
      if (endpoint.path("host").asText().equals(host)) {
        return endpoint;
      }
    }
    throw new AssertionError(host + " is not listed");
  }

  @Test
  void showsHowEachHostFares() {
    EndpointHealth open = EndpointHealth.UNKNOWN;
    for (int i = 0; i < EndpointHealth.OPEN_FAILURES; i++) {
      open = open.failed(report(503));
      api.clock.forward(Duration.ofMinutes(1));
    }
    note("open.example", open);
    note("failing.example", EndpointHealth.UNKNOWN.failed(report(500)));
    note("gone.example:8443", EndpointHealth.UNKNOWN.gone(report(410)));
    note("well.example", EndpointHealth.UNKNOWN.failed(report(500)).succeeded(report(204)));

    assertEquals("open", listed("open.example").path("state").asText());
    assertFalse(listed("open.example").path("next_probe_at").isNull());
    assertEquals(EndpointHealth.OPEN_FAILURES, listed("open.example").path("failures").asInt());
    JsonNode failing = listed("failing.example");
    assertEquals("failing", failing.path("state").asText());
    assertEquals(api.clock.instant().toString(), failing.path("since").asText());
    assertEquals(500, failing.path("last_status").asInt());
    assertTrue(failing.path("next_probe_at").isNull());
    assertEquals("disabled", listed("gone.example:8443").path("state").asText());
    assertEquals("healthy", listed("well.example").path("state").asText());
    assertEquals(204, listed("well.example").path("last_status").asInt());
  }

  @Test
  void goesOnWhereItStopped() {
    int many = EndpointStore.MAX_LISTED + 5;
    for (int i = 0; i < many; i++) {
      note("host-" + i + ".example", EndpointHealth.UNKNOWN.failed(report(500)));
    }
    JsonNode first = api.get("/v1/endpoints").body();
    JsonNode second =
        api.get("/v1/endpoints", Map.of("cursor", first.path("cursor").asText())).body();
    assertTrue(second.path("cursor").isNull());
    Set<String> hosts = new HashSet<>();
    first.path("endpoints").forEach(endpoint -> hosts.add(endpoint.path("host").asText()));
    second.path("endpoints").forEach(endpoint -> hosts.add(endpoint.path("host").asText()));
    assertEquals(many, hosts.size());
  }

  @Test
  void showsNobodyElses() {
    store.store(
        api.account + "-other",
        "theirs.example",
        EndpointHealth.UNKNOWN.failed(report(500)),
        api.clock.instant());
    assertEquals(0, api.get("/v1/endpoints").body().path("endpoints").size());
  }

  @Test
  void refusesACursorThatIsNone() {
    assertEquals(400, api.get("/v1/endpoints", Map.of("cursor", "?")).status());
    assertEquals(400, api.get("/v1/endpoints", Map.of("cursor", "")).status());
  }
}
