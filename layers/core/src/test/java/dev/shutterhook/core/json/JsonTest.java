package dev.shutterhook.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Sample(Instant startedAt, Duration maxWait, Optional<String> note) {}

  @Test
  void writesSnakeCaseAndIsoTimes() {
    Sample sample =
        new Sample(Instant.parse("2026-11-01T12:00:00Z"), Duration.ofSeconds(90), Optional.empty());
    String text =
        "{\"started_at\":\"2026-11-01T12:00:00Z\",\"max_wait\":\"PT1M30S\",\"note\":null}";
    assertEquals(text, Json.write(sample));
    assertEquals(sample, Json.read(text, Sample.class));
  }

  @Test
  void passesOverFieldsOfANewerVersion() {
    assertEquals(
        Duration.ZERO, Json.read("{\"max_wait\":\"PT0S\",\"new\":1}", Sample.class).maxWait());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "{\"a\":NaN}",
        "[01]"
      })
  void refusesWhatIsNotExactlyOneJsonDocument(String text) {
    assertThrows(MalformedJsonException.class, () -> Json.tree(text));
  }

  @Test
  void refusesADocumentThatIsNestedTooDeeply() {
    String deep = "[".repeat(Json.MAX_NESTING + 1) + "]".repeat(Json.MAX_NESTING + 1);
    assertThrows(MalformedJsonException.class, () -> Json.tree(deep));
    assertTrue(Json.tree(deep.substring(1, deep.length() - 1)).isArray());
  }

  @Test
  void saysWhereReadingStoppedAndNothingOfTheText() {
    MalformedJsonException fault =
        assertThrows(MalformedJsonException.class, () -> Json.tree("{\n  \"key\": secret}"));
    assertEquals("line 2", fault.place().orElseThrow().substring(0, 6));
    assertFalse(fault.place().orElseThrow().contains("secret"));
  }

  @Test
  void keepsNumbersAsTheyWereSpelled() {
    assertEquals("{\"a\":1.50}", Json.write(Json.tree("{\"a\":1.50}")));
  }

  @Test
  void unpacksWhatItPacked() {
    String text = "<h1>ä\u0001\uD83D\uDE00</h1>".repeat(1_000);
    assertEquals(text, Packed.unpack(Packed.pack(text)));
    assertTrue(Packed.pack(text).length < text.length() / 10);
  }

  @Test
  void boundsWhatASmallMessageUnpacksTo() {
    byte[] bomb = Packed.pack("x".repeat(Packed.MAX_UNPACKED_BYTES + 1));
    assertThrows(IllegalArgumentException.class, () -> Packed.unpack(bomb));
  }

  @Test
  void refusesBytesThatAreNotPacked() {
    byte[] noise = new byte[64];
    new SplittableRandom(7).nextBytes(noise);
    assertThrows(IllegalArgumentException.class, () -> Packed.unpack(noise));
  }
}
