package dev.shutterhook.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly by RFC 8259: objects become {@link Map}s in their order, lists {@link List}s,
 * whole numbers that fit {@link Long}, others {@link BigDecimal}, null null. A name that stands
 * twice in an object is refused. One reader reads one text.
 */
final class JsonReader {
  /** Lists and objects within each other; deeper documents are refused, as the service does. */
  static final int MAX_DEPTH = 64;

  /** Characters of a number; longer ones cost more to convert than they can mean. */
  static final int MAX_NUMBER = 1_000;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads one document.
   *
   * @throws JsonException where the text is none
   */
  static @Nullable Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.space();
    if (reader.at < text.length()) {
      throw reader.fault("something follows the document");
    }
    return value;
  }

  /**
   * Reads an object.
   *
   * @throws JsonException where the text is none
   */
  static Map<String, @Nullable Object> readObject(String text) {
    Map<String, @Nullable Object> object = Values.object(read(text));
    if (object == null) {
      throw new JsonException("not a JSON object");
    }
    return object;
  }

  private @Nullable Object value(int depth) {
    space();
    return switch (peek()) {
      case '{' -> object(deeper(depth));
      case '[' -> list(deeper(depth));
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private int deeper(int depth) {
    if (depth == MAX_DEPTH) {
      throw fault("deeper than " + MAX_DEPTH);
    }
    return depth + 1;
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return Collections.unmodifiableMap(object);
    }
    char next;
    do {
      space();
      String name = string();
      space();
      expect(':');
      if (object.containsKey(name)) {
        throw fault("a name stands twice in an object");
      }
      object.put(name, value(depth));
      space();
      next = next();
    } while (next == ',');
    if (next != '}') {
      throw fault("an object goes on with , or }");
    }
    return Collections.unmodifiableMap(object);
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return Collections.unmodifiableList(list);
    }
    char next;
    do {
      list.add(value(depth));
      space();
      next = next();
    } while (next == ',');
    if (next != ']') {
      throw fault("a list goes on with , or ]");
    }
    return Collections.unmodifiableList(list);
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < 0x20) {
        throw fault("a control character in a string");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    return out.toString();
  }

  private char escaped() {
    char c = next();
    if (c == 'u') {
      int end = at + 4;
      if (end > text.length()) {
        throw fault("\\u wants four hex digits");
      }
      int code = 0;
      for (; at < end; at++) {
        int digit = text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
          throw fault("\\u wants four hex digits");
        }
        code = code * 16 + digit;
      }
      return (char) code;
    }
    int known = ESCAPES.indexOf(c);
    if (known < 0) {
      throw fault("no such escape");
    }
    return ESCAPED.charAt(known);
  }

  private Number number() {
    Matcher found = NUMBER.matcher(text).region(at, Math.min(text.length(), at + MAX_NUMBER));
    if (!found.lookingAt()) {
      throw fault("no JSON value begins so");
    }
    at = found.end();
    if (at < text.length() && "0123456789.eE+-".indexOf(text.charAt(at)) >= 0) {
      throw fault("not a number, or longer than " + MAX_NUMBER);
    }
    BigDecimal number;
    try {
      number = new BigDecimal(found.group());
    } catch (NumberFormatException e) {
      throw fault("an exponent that is too large");
    }
    boolean whole = found.group(1) == null && found.group(2) == null;
    return whole && number.compareTo(LEAST_LONG) >= 0 && number.compareTo(MOST_LONG) <= 0
        ? number.longValue()
        : number;
  }

  private @Nullable Boolean word(String word, @Nullable Boolean value) {
    if (!text.startsWith(word, at)) {
      throw fault("no JSON value begins so");
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw fault("the document ends too early");
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw fault(wanted + " was expected");
    }
  }

  private JsonException fault(String what) {
    return new JsonException("not JSON at character " + at + ": " + what);
  }
}
