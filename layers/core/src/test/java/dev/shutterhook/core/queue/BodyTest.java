package dev.shutterhook.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  /** A message of two versions: the second has a field more. */
  record Note(int schema, String text) {}

  private static Optional<Note> read(String body) {
    return new Body(body).as(Note.class, 2);
  }

  @Test
  void readsWhatOlderCodeHasWritten() {
    assertEquals(Optional.of(new Note(1, "a")), read("{\"schema\":1,\"text\":\"a\"}"));
  }

  @Test
  void readsWhatIsOlderThanVersions() {
    assertEquals(Optional.of(new Note(0, "a")), read("{\"text\":\"a\"}"));
  }

  @Test
  void passesOverWhatNewerCodeHasAdded() {
    assertEquals(
        Optional.of(new Note(2, "a")), read("{\"schema\":2,\"text\":\"a\",\"colour\":\"red\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":3,\"text\":\"a\"}",
        "{\"schema\":3}",
        "{\"schema\":2147483647,\"text\":{}}"
      })
  void leavesWhatItMightMisread(String body) {
    NewerSchemaException newer = assertThrows(NewerSchemaException.class, () -> read(body));
    assertTrue(newer.toString().contains("up to 2"), newer.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "not json", "[]", "null", "3", "{\"schema\":1,\"text\":{}}", "{\"schema\":"})
  void saysWhatIsNoMessage(String body) {
    assertEquals(Optional.empty(), read(body));
  }
}
