package dev.shutterhook.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read from JSON, as the types that a document promises; other types count as absent. */
final class Values {
  private Values() {}

  @SuppressWarnings("unchecked") // The reader makes no other maps.
  static @Nullable Map<String, @Nullable Object> object(@Nullable Object value) {
    return value instanceof Map ? (Map<String, @Nullable Object>) value : null;
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  /**
   * A text that an answer must have.
   *
   * @throws JsonException where it has none
   */
  static String text(Map<String, ?> object, String name) {
    String text = text(object.get(name));
    if (text == null) {
      throw new JsonException("the answer has no text " + name);
    }
    return text;
  }
}
