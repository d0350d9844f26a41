package dev.shutterhook.deliver.settle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.queue.Body;
import dev.shutterhook.core.queue.NewerSchemaException;
import dev.shutterhook.core.render.RenderReport;
import java.util.Optional;

/** What arrives to be settled. */
sealed interface Inbound {

  /** A renderer speaks. */
  record Report(RenderReport report) implements Inbound {}

  /**
   * An order that crashed every renderer that took it. Nothing else of it is read: it may have
   * crashed them because its options cannot be, or have been too new for all of them.
   */
  record Crashed(Id capture, String token) implements Inbound {}

  /** Anything else. */
  record Foreign() implements Inbound {}

  /**
   * Reads a message by its shape: whichever queue it came by, only its token is trusted.
   *
   * @throws NewerSchemaException where a report is of a version that is not known here
   */
  static Inbound read(String text) {
    Body body = new Body(text);
    boolean speaks = body.tree().filter(message -> message.has("report")).isPresent();
    Optional<? extends Inbound> read =
        speaks
            ? body.as(RenderReport.class, RenderReport.SCHEMA).map(Report::new)
            : body.tree().flatMap(Inbound::crashed);
    return read.<Inbound>map(inbound -> inbound).orElseGet(Foreign::new);
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
