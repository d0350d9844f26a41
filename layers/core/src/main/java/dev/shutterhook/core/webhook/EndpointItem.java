package dev.shutterhook.core.webhook;

import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Endpoints as items: an account's lie together, each under its host. */
final class EndpointItem {
  private static final int SCHEMA = 1;
  private static final String PREFIX = "endpoint#";

  private EndpointItem() {}

  /** The partition of an account's endpoints. */
  static String id(String account) {
    return PREFIX + account;
  }

  static Item write(String account, String host, EndpointHealth health, Instant expiresAt) {
    EndpointReport last = health.last();
    return Item.empty()
        .put("id", id(account))
        .put("item", host)
        .put("schema", SCHEMA)
        .put("endpoint_state", health.state().code())
        .put("since", health.since())
        .put("failures", health.failures())
        .put("last_at", last == null ? null : last.at())
        .put("last_status", last == null ? null : last.status())
        .put("last_error", last == null ? null : last.error())
        .put("probes", health.probes())
        .put("probe_at", health.probeAt())
        .put("revision", health.revision())
        .put("expires_at", expiresAt.getEpochSecond());
  }

  /** What has expired is forgotten even where the table has not yet deleted it. */
  static EndpointHealth read(Item item, Instant now) {
    item.upTo(SCHEMA);
    long revision = item.number("revision");
    if (now.getEpochSecond() >= item.number("expires_at")) {
      return EndpointHealth.UNKNOWN.at(revision);
    }
    return new EndpointHealth(
        EndpointState.valueOf(item.text("endpoint_state").toUpperCase(Locale.ROOT)),
        Objects.requireNonNull(item.instant("since"), "a state has begun"),
        (int) item.number("failures"),
        last(item),
        (int) item.number("probes"),
        item.instant("probe_at"),
        revision);
  }

  private static @Nullable EndpointReport last(Item item) {
    Instant at = item.instant("last_at");
    return at == null
        ? null
        : new EndpointReport(
            at,
            item.findNumber("last_status").map(Math::toIntExact).orElse(null),
            item.find("last_error").orElse(null));
  }
}
