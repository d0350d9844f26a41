package dev.shutterhook.core.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
  private static final String TEXT = "cap_01K9ZZZZZZ0123456789ABCDEF";

  private final TestClock clock = new TestClock(Instant.parse("2026-11-01T12:00:00Z"));
  private final Ids ids = new Ids(clock, new SplittableRandom(7));

  @Test
  void readsWhatItWrites() {
    for (Id.Kind kind : Id.Kind.values()) {
      Id id = ids.next(kind);
      assertEquals(Optional.of(id), Id.parse(kind, id.toString()));
      assertEquals(id, Id.of(id.toString()));
      assertEquals(id, Json.read(Json.write(id), Id.class));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cap_",
        "cap_01K9ZZZZZZ0123456789ABCDE",
        "cap_01K9ZZZZZZ0123456789ABCDEFG",
        "cap_01k9zzzzzz0123456789abcdef",
        "cap_O1K9ZZZZZZ0123456789ABCDEF",
        "cap_81K9ZZZZZZ0123456789ABCDEF",
        "CAP_01K9ZZZZZZ0123456789ABCDEF",
        "dlv_01K9ZZZZZZ0123456789ABCDEF",
        "01K9ZZZZZZ0123456789ABCDEF",
        "cap_01K9ZZZZZZ0123456789ABCDE/"
      })
  void knowsOnlyTheCanonicalSpellingOfTheKindThatWasAsked(String text) {
    assertTrue(Id.parse(Id.Kind.CAPTURE, TEXT).isPresent());
    assertEquals(Optional.empty(), Id.parse(Id.Kind.CAPTURE, text));
  }

  @Test
  void refusesAnUnknownKind() {
    assertThrows(IllegalArgumentException.class, () -> Id.of("xyz_01K9ZZZZZZ0123456789ABCDEF"));
  }

  @Test
  void sortsByTime() {
    String before = ids.next(Id.Kind.CAPTURE).toString();
    clock.forward(Duration.ofMillis(1));
    assertTrue(before.compareTo(ids.next(Id.Kind.CAPTURE).toString()) < 0);
  }

  @Test
  void neverRepeatsWithinAMillisecond() {
    Set<Id> made = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertTrue(made.add(ids.next(Id.Kind.CAPTURE)));
    }
  }

  @Test
  void makesTokensOf256Bits() {
    assertEquals(43, ids.token().length());
    assertTrue(!ids.token().equals(ids.token()));
  }
}
