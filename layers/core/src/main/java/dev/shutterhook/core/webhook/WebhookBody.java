package dev.shutterhook.core.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The body of a webhook: written once, stored, and sent byte for byte on every attempt. */
public final class WebhookBody {
  /** The bounds on what a client chooses (address, metadata) and a page (title) keep to it. */
  public static final int MAX_BYTES = 20_000;

  /** Of them, what an event's type and time may take beside its data. */
  public static final int MAX_ENVELOPE_BYTES = 200;

  private WebhookBody() {}

  /**
   * The body of an event.
   *
   * @param at when it happened
   * @param data the object that it is about
   * @throws IllegalArgumentException where it has more than {@value #MAX_BYTES} bytes
   */
  public static String write(EventType type, Instant at, ObjectNode data) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("type", type.code()).put("timestamp", at.toString());
    event.set("data", data);
    return write(event);
  }

  /**
   * A body in other words than ours.
   *
   * @throws IllegalArgumentException where it has more than {@value #MAX_BYTES} bytes
   */
  public static String write(ObjectNode event) {
    String body = StableJson.write(event);
    if (body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("a webhook body over " + MAX_BYTES + " bytes");
    }
    return body;
  }
}
