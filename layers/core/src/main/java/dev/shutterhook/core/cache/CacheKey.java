package dev.shutterhook.core.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Caching;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.seal.SealingKey;
import java.util.Map;

/** What two requests have in common that look alike: whose they are and all of their options. */
public final class CacheKey {
  private CacheKey() {}

  /**
   * A name for it, of which nothing can be read: the options' secrets and document are part of it.
   *
   * @param options in the clear; how old a capture may be makes no difference
   */
  public static String of(String account, CaptureOptions options, SealingKey key) {
    JsonNode tree = Json.mapper().valueToTree(options.with(Caching.NONE));
    ArrayNode whole = Json.mapper().createArrayNode().add(account).add(sorted(tree));
    return key.fingerprint(Json.write(whole));
  }

  /** The order in which a client spells header fields makes no difference. */
  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode sorted = Json.mapper().createObjectNode();
      object
          .propertyStream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> sorted.set(field.getKey(), sorted(field.getValue())));
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode sorted = Json.mapper().createArrayNode();
      array.forEach(entry -> sorted.add(sorted(entry)));
      return sorted;
    }
    return node;
  }
}
