package dev.shutterhook.core.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes JSON exactly as {@code JSON.stringify(JSON.parse(text))} would (ECMA-262, 25.5.2): some
 * receivers check a signature over a body that they have parsed and written again. Keys that look
 * like array indexes come first and ascend, numbers are IEEE doubles in their shortest spelling,
 * control characters are escaped in lower case, nothing else is escaped.
 */
public final class StableJson {
  private static final long MAX_INDEX = 4_294_967_294L;

  private StableJson() {}

  /** The node's one spelling, compact. */
  public static String write(JsonNode node) {
    StringBuilder out = new StringBuilder();
    value(node, out);
    return out.toString();
  }

  private static void value(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> object((ObjectNode) node, out);
      case ARRAY -> {
        char separator = '[';
        for (JsonNode entry : node) {
          out.append(separator);
          value(entry, out);
          separator = ',';
        }
        out.append(node.isEmpty() ? "[]" : "]");
      }
      case STRING -> string(node.textValue(), out);
      case NUMBER -> out.append(number(node.doubleValue()));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      default -> throw new IllegalArgumentException("no JSON: " + node.getNodeType());
    }
  }

  private static void object(ObjectNode node, StringBuilder out) {
    char separator = '{';
    for (Map.Entry<String, JsonNode> field : ordered(node)) {
      out.append(separator);
      string(field.getKey(), out);
      out.append(':');
      value(field.getValue(), out);
      separator = ',';
    }
    out.append(node.isEmpty() ? "{}" : "}");
  }

  private static List<Map.Entry<String, JsonNode>> ordered(ObjectNode node) {
    List<Map.Entry<String, JsonNode>> indexes = new ArrayList<>();
    List<Map.Entry<String, JsonNode>> names = new ArrayList<>();
    node.properties().forEach(field -> (index(field.getKey()) ? indexes : names).add(field));
    indexes.sort(Comparator.comparingLong(field -> Long.parseLong(field.getKey())));
    indexes.addAll(names);
    return indexes;
  }

  private static boolean index(String key) {
    return key.matches("0|[1-9][0-9]{0,9}") && Long.parseLong(key) <= MAX_INDEX;
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                  if (c < 0x20 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    out.append('"');
  }

  /**
   * Number::toString (ECMA-262, 6.1.6.1.20). Infinity has no JSON; it is what JSON.stringify makes
   * of it.
   */
  private static String number(double number) {
    if (Double.isInfinite(number) || Double.isNaN(number)) {
      return "null";
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(number));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (number < 0 ? "-" : "") + spelled(digits, point);
  }

  /** Java spells at least two digits, and so 5e-324 as 4.9E-324, where one would do. */
  private static BigDecimal shortest(double number) {
    BigDecimal java = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    BigDecimal digit = java.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return digit.doubleValue() == number ? digit.stripTrailingZeros() : java;
  }

  private static String spelled(String digits, int point) {
    int count = digits.length();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String exponent = (point - 1 < 0 ? "-" : "+") + Math.abs(point - 1);
    return digits.charAt(0) + (count == 1 ? "" : "." + digits.substring(1)) + "e" + exponent;
  }
}
