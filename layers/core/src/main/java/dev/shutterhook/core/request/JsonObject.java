package dev.shutterhook.core.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.json.MalformedJsonException;

/** A client's text as a JSON object, of whose fields nothing is read yet. */
public final class JsonObject {
  private JsonObject() {}

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException with a message for the client where it is no JSON object
   */
  public static ObjectNode parse(String text) {
    try {
      if (Json.tree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(
          "is not valid JSON" + e.place().map(place -> ": see " + place).orElse(""), e);
    }
    throw new IllegalArgumentException("must be a JSON object");
  }
}
