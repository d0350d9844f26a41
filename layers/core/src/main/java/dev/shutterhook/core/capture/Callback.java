package dev.shutterhook.core.capture;

import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.EventType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell, and of what.
 *
 * @param url the client's receiver
 * @param events which events; never empty
 */
public record Callback(WebUrl url, List<EventType> events) {

  public Callback {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a callback is told of something");
    }
  }

  /** Null where the request names no receiver. */
  static @Nullable Callback read(Fields fields, EgressPolicy policy) {
    WebUrl url = receiver(fields, "webhook_url", policy).orElse(null);
    List<EventType> events =
        fields
            .list("webhook_events", 1, EventType.OF_CAPTURES.size(), EventType::ofCapture)
            .filter(chosen -> !chosen.isEmpty())
            .orElse(EventType.OF_CAPTURES);
    if (fields.given("webhook_events") && !fields.given("webhook_url")) {
      fields.fault("webhook_events", "goes only with webhook_url");
    }
    return url == null ? null : new Callback(url, events);
  }

  /** A receiver's address. Plain http is refused where egress is strict. */
  public static Optional<WebUrl> receiver(Fields fields, String name, EgressPolicy policy) {
    Optional<WebUrl> url = fields.parsed(name, WebUrl.MAX_LENGTH * 4, WebUrl::parse);
    if (policy == EgressPolicy.STRICT && url.filter(receiver -> !receiver.secure()).isPresent()) {
      fields.fault(name, "must begin with https://");
    }
    return url;
  }

  /** Whether the client asked to be told of such events. */
  public boolean wants(EventType event) {
    return events.contains(event);
  }
}
