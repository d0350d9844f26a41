package dev.shutterhook.core.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.json.MalformedJsonException;
import java.util.Optional;

/**
 * A message's body, of whatever version. Fields that a newer version has added are passed over; a
 * version that an older reader would misread has a higher {@code schema}.
 *
 * @param text as it was received
 */
public record Body(String text) {
  /**
   * The message, or nothing where it is none of that type.
   *
   * @param known the newest schema that the type can be read by
   * @throws NewerSchemaException where the message is newer, and must wait
   */
  public <T> Optional<T> as(Class<T> type, int known) {
    Optional<ObjectNode> message = tree();
    int schema = message.map(any -> any.path("schema").asInt()).orElse(0);
    if (schema > known) {
      throw new NewerSchemaException(schema, known);
    }
    try {
      return message.map(any -> Json.read(text, type));
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  /** The message as a tree, of whatever version, or nothing where it is no object. */
  public Optional<ObjectNode> tree() {
    try {
      return Json.tree(text) instanceof ObjectNode message
          ? Optional.of(message)
          : Optional.empty();
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }
}
