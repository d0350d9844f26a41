package dev.shutterhook.core.webhook;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shutterhook.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against what Node.js itself wrote; stable-json.js beside the vectors makes them. */
class StableJsonTest {
  private static final int LEAST_VECTORS = 1_050;

  /** A text and what {@code JSON.stringify(JSON.parse(text))} makes of it. */
  private record Vector(String text, String written) {}

  private static List<Vector> vectors() throws IOException {
    var resource =
        Objects.requireNonNull(StableJsonTest.class.getResourceAsStream("stable-json.jsonl"));
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines.lines().map(Json::tree).map(StableJsonTest::vector).toList();
    }
  }

  private static Vector vector(JsonNode line) {
    return new Vector(line.get(0).textValue(), line.get(1).textValue());
  }

  @Test
  void writesEveryDocumentAsJavaScriptWould() throws IOException {
    List<Vector> vectors = vectors();
    assertTrue(vectors.size() >= LEAST_VECTORS);
    assertAll(
        vectors.stream()
            .map(v -> () -> assertEquals(v.written(), StableJson.write(Json.tree(v.text())))));
  }

  @Test
  void writesWhatItWroteTheSameAgain() throws IOException {
    assertAll(
        vectors().stream()
            .map(v -> StableJson.write(Json.tree(v.text())))
            .map(once -> () -> assertEquals(once, StableJson.write(Json.tree(once)))));
  }

  @Test
  void refusesWhatIsNoJson() {
    JsonNode binary = JsonNodeFactory.instance.binaryNode(new byte[] {1});
    assertThrows(IllegalArgumentException.class, () -> StableJson.write(binary));
  }
}
