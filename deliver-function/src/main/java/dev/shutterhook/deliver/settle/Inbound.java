package dev.shutterhook.deliver.settle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.json.MalformedJsonException;
import dev.shutterhook.core.render.RenderReport;
import java.util.Optional;

/** What arrives to be settled. */
sealed interface Inbound {

  /** A renderer speaks. */
  record Report(RenderReport report) implements Inbound {}

  /**
   * An order that crashed every renderer that took it. Nothing else of it is read: it may have
   * crashed them because its options cannot be.
   */
  record Crashed(Id capture, String token) implements Inbound {}

  /** Anything else. */
  record Foreign() implements Inbound {}

  /** Reads a message by its shape: whichever queue it came by, only its token is trusted. */
  static Inbound read(String body) {
    try {
      if (!(Json.tree(body) instanceof ObjectNode message)) {
        return new Foreign();
      }
      return message.has("report")
          ? new Report(Json.read(body, RenderReport.class))
          : crashed(message).<Inbound>map(order -> order).orElseGet(Foreign::new);
    } catch (MalformedJsonException e) {
      return new Foreign();
    }
  }

  private static Optional<Crashed> crashed(ObjectNode order) {
    JsonNode token = order.path("token");
    if (!order.has("options") || !token.isTextual()) {
      return Optional.empty();
    }
    return Id.parse(Id.Kind.CAPTURE, order.path("capture").asText())
        .map(capture -> new Crashed(capture, token.asText()));
  }
}
