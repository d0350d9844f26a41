package dev.shutterhook.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody made of a page.
 *
 * @param files one list for each format: the files that were made of the same request, one after
 *     another
 * @param error the code that it failed with; null where it did not
 * @param message what was said of the failure
 * @param facts the {@code verdict} and the {@code page} of the answer; null where the taker has no
 *     such thing
 * @param took from the request to the answer, the first time
 */
record TakenPage(
    Map<String, List<byte[]>> files,
    @Nullable String error,
    String message,
    @Nullable ObjectNode facts,
    Duration took) {

  static TakenPage failed(String code, String message, Duration took) {
    return new TakenPage(Map.of(), code, message, Json.mapper().createObjectNode(), took);
  }
}
