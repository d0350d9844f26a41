package dev.shutterhook.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes compact JSON: maps with texts as keys, collections, texts, numbers, true, false and null.
 */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException where it has no spelling in JSON, or is deeper than {@link
   *     JsonReader#MAX_DEPTH}
   */
  static String write(@Nullable Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value, 0);
    return writer.out.toString();
  }

  private void value(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      object(map, deeper(depth));
    } else if (value instanceof Iterable<?> list) {
      list(list, deeper(depth));
    } else if (value instanceof CharSequence || value instanceof java.net.URI) {
      string(value.toString());
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Boolean || value == null) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }

  private static int deeper(int depth) {
    if (depth == JsonReader.MAX_DEPTH) {
      throw new IllegalArgumentException("deeper than " + JsonReader.MAX_DEPTH);
    }
    return depth + 1;
  }

  private void object(Map<?, ?> map, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof CharSequence name)) {
        throw new IllegalArgumentException("a field's name is a text");
      }
      out.append(separator);
      string(name.toString());
      out.append(':');
      value(entry.getValue(), depth);
      separator = ",";
    }
    out.append('}');
  }

  private void list(Iterable<?> list, int depth) {
    out.append('[');
    String separator = "";
    for (Object entry : list) {
      out.append(separator);
      value(entry, depth);
      separator = ",";
    }
    out.append(']');
  }

  private void number(Number number) {
    boolean exact =
        number instanceof Integer
            || number instanceof Long
            || number instanceof Short
            || number instanceof Byte
            || number instanceof BigInteger
            || number instanceof BigDecimal;
    if (!exact && !Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("JSON has no " + number);
    }
    out.append(number);
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        // Halves of pairs survive so; whole ones mean the same.
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
