package dev.shutterhook.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reader and writer beside Jackson's. */
class JsonTest {
  private static final int DOCUMENTS = 3_000;

  private static final JsonMapper JACKSON =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Random random = new Random(20_261_121);

  @Test
  void readsWhatJacksonWrites() throws JsonProcessingException {
    for (int i = 0; i < DOCUMENTS; i++) {
      Object document = document(0);
      String text =
          random.nextBoolean()
              ? JACKSON.writeValueAsString(document)
              : JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
      assertEquals(plain(document), plain(JsonReader.read(text)), text);
    }
  }

  @Test
  void writesWhatJacksonReads() throws JsonProcessingException {
    for (int i = 0; i < DOCUMENTS; i++) {
      Object document = document(0);
      String text = JsonWriter.write(document);
      assertEquals(plain(document), plain(JACKSON.readValue(text, Object.class)), text);
      assertEquals(plain(document), plain(JsonReader.read(text)), text);
    }
  }

  @Test
  void takesAndRefusesWhatJacksonTakesAndRefuses() throws JsonProcessingException {
    int taken = 0;
    for (int i = 0; i < 10 * DOCUMENTS; i++) {
      String text = spoilt(JACKSON.writeValueAsString(document(1)));
      boolean valid = isTakenByJackson(text);
      assertEquals(valid, isTakenByUs(text), text);
      taken += valid ? 1 : 0;
    }
    assertTrue(taken > DOCUMENTS && taken < 9 * DOCUMENTS, taken + " were valid");
  }

  private static boolean isTakenByUs(String text) {
    try {
      JsonReader.read(text);
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  /** From bytes: of characters it looks at eight bits only where it wants hex digits. */
  private static boolean isTakenByJackson(String text) {
    try {
      JACKSON.readValue(text.getBytes(StandardCharsets.UTF_8), Object.class);
      return true;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** One character is taken out, doubled or put in. */
  private String spoilt(String text) {
    int at = random.nextInt(text.length());
    String signs = "{}[]\",:\\ 0189.eE+-truefalsn\n\t\u0001/xué";
    char sign = signs.charAt(random.nextInt(signs.length()));
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + text.charAt(at) + text.substring(at);
      default -> text.substring(0, at) + sign + text.substring(at);
    };
  }

  private @Nullable Object document(int depth) {
    return switch (random.nextInt(depth > 4 ? 6 : 8)) {
      case 0 -> random.nextBoolean();
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(30));
      case 3 -> new BigDecimal(random.nextLong() + "e" + random.nextInt(-300, 300));
      case 4 -> text();
      case 5 -> null;
      case 6 -> list(depth);
      default -> object(depth);
    };
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      list.add(document(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      object.put(text(), document(depth + 1));
    }
    return object;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int most = random.nextBoolean() ? 0x80 : 0x11_0000;
      int point = random.nextInt(most);
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? '\\' : point);
    }
    return text.toString();
  }

  /** Numbers that are equal are equal, whatever their types. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal decimal = new BigDecimal(number.toString());
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonTest::plain).map(Objects::toString).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> plain = new HashMap<>();
      map.forEach((name, one) -> plain.put((String) name, Objects.toString(plain(one))));
      return plain;
    }
    return value;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "\"",
        "{]",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "01",
        "+1",
        ".5",
        "1.",
        "-",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "nul",
        "nullx",
        "tru",
        "[1 2]",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u１２３４\"",
        "1 2",
        "{} {}",
        "//",
        "\ufeff1",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "\u00a01",
        "[\"a\" \"b\"]"
      })
  void refusesWhatIsNotJson(String text) {
    assertThrows(JsonException.class, () -> JsonReader.read(text));
  }

  @Test
  void readsEveryKindOfValue() {
    Object read =
        JsonReader.read(" {\"a\":[1,-0.5e2,true,false,null,\"\\u00e9\\n\\/\"],\"b\":{}} ");
    assertEquals("{a=[1, -5E+1, true, false, null, é\n/], b={}}", Objects.toString(read));
    assertEquals(Long.MAX_VALUE, JsonReader.read("9223372036854775807"));
    assertEquals(new BigDecimal("9223372036854775808"), JsonReader.read("9223372036854775808"));
  }

  @Test
  void isBoundInDepthAndInTheLengthOfNumbers() {
    String deep = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);
    assertNotNull(JsonReader.read(deep));
    assertThrows(JsonException.class, () -> JsonReader.read("[" + deep + "]"));
    assertThrows(JsonException.class, () -> JsonReader.read("[".repeat(1_000_000)));
    String number = "1".repeat(JsonReader.MAX_NUMBER);
    assertNotNull(JsonReader.read(number));
    assertThrows(JsonException.class, () -> JsonReader.read(number + "1"));
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(cycle));
  }

  @Test
  void writesOnlyWhatJsonHas() {
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(new Object()));
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(Map.of(1, 2)));
    assertEquals("\"\\ud83d\"", JsonWriter.write("\ud83d"));
    assertEquals("[1.5,2.0,\"a\"]", JsonWriter.write(List.of(1.5f, 2.0, "a")));
  }
}
