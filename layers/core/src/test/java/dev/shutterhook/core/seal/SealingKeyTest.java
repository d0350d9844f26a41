package dev.shutterhook.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyTest {
  private final SealingKey key = SealingKey.parse("0123456789abcdef0123456789abcdef");

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "日本 🎉", "[redacted]"})
  void opensWhatItSealed(String text) {
    String sealed = key.seal(text, "here");
    assertEquals(text, key.open(sealed, "here"));
    assertNotEquals(sealed, key.seal(text, "here"), "a nonce is used once");
    assertFalse(text.length() > 1 && sealed.contains(text));
  }

  @Test
  void opensNowhereElseAndWithNoOtherKey() {
    String sealed = key.seal("secret", "here");
    SealingKey other = SealingKey.parse("0123456789abcdef0123456789abcdeg");
    assertThrows(IllegalStateException.class, () -> key.open(sealed, "there"));
    assertThrows(IllegalStateException.class, () -> other.open(sealed, "here"));
  }

  @Test
  void noticesEveryChangedLetter() {
    String sealed = key.seal("secret", "here");
    for (int i = 0; i < sealed.length(); i++) {
      char wrong = sealed.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = sealed.substring(0, i) + wrong + sealed.substring(i + 1);
      assertThrows(IllegalStateException.class, () -> key.open(changed, "here"), changed);
    }
    assertThrows(IllegalStateException.class, () -> key.open("v1.", "here"));
    assertThrows(IllegalStateException.class, () -> key.open("", "here"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "{{resolve:secretsmanager:arn:aws:secretsmanager:eu:1:secret:S}}"})
  void refusesWhatIsNoSecret(String text) {
    assertThrows(IllegalArgumentException.class, () -> SealingKey.parse(text));
  }

  @Test
  void namesEqualTextsAlikeAndNobodyElseCan() {
    SealingKey key = SealingKey.parse("a".repeat(SealingKey.MIN_SECRET_LENGTH));
    SealingKey other = SealingKey.parse("b".repeat(SealingKey.MIN_SECRET_LENGTH));
    assertEquals(key.fingerprint("text"), key.fingerprint("text"));
    assertEquals(64, key.fingerprint("").length());
    assertNotEquals(key.fingerprint("text"), key.fingerprint("texT"));
    assertNotEquals(key.fingerprint("text"), other.fingerprint("text"));
  }
}
