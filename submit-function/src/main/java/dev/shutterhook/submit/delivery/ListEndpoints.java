package dev.shutterhook.submit.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.webhook.EndpointHealth;
import dev.shutterhook.core.webhook.EndpointReport;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.listing.Cursor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/endpoints?cursor=}: the hosts of an account's receivers that failed in the last
 * month, and how they are now. A host that is not listed is healthy. One query for a page.
 */
final class ListEndpoints implements Endpoint {
  private final EndpointStore endpoints;
  private final InstantSource clock;

  ListEndpoints(EndpointStore endpoints, InstantSource clock) {
    this.endpoints = endpoints;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    Optional<String> cursor = request.parameter("cursor");
    Optional<String> after = cursor.flatMap(Cursor::decoded).filter(host -> !host.isEmpty());
    if (cursor.isPresent() && after.isEmpty()) {
      return Answer.Problem.invalid(List.of(new Fault("cursor", Cursor.RULE)));
    }
    List<EndpointStore.Listed> page = endpoints.list(caller.account(), after, clock.instant());
    ObjectNode document = Json.mapper().createObjectNode();
    ArrayNode list = document.putArray("endpoints");
    page.stream()
        .filter(endpoint -> endpoint.health().last() != null)
        .forEach(endpoint -> list.add(of(endpoint.host(), endpoint.health())));
    boolean more = page.size() == EndpointStore.MAX_LISTED;
    document.put("cursor", more ? Cursor.write(page.getLast().host()) : null);
    return Answer.Reply.ok(document);
  }

  private static ObjectNode of(String host, EndpointHealth health) {
    EndpointReport last = health.last();
    return Json.mapper()
        .createObjectNode()
        .put("host", host)
        .put("state", health.state().code())
        .put("since", health.since().toString())
        .put("failures", health.failures())
        .put("last_status", last == null ? null : last.status())
        .put("last_error", last == null ? null : last.error())
        .put("last_at", last == null ? null : last.at().toString())
        .put("next_probe_at", text(health.probeAt()));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
