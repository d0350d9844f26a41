package dev.shutterhook.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private static final ApiKey KEY = ApiKey.random(new SplittableRandom(7));

  @Test
  void readsWhatItMade() {
    assertEquals(Optional.of(KEY), ApiKey.parse(KEY.text()));
  }

  /** CRC-32 finds every change of up to three bits, and a mistyped digit is at most four. */
  @Test
  void knowsEveryMistypedDigit() {
    for (int i = ApiKey.PREFIX.length(); i < KEY.text().length(); i++) {
      char right = KEY.text().charAt(i);
      char wrong = right == '0' ? '1' : '0';
      String typed = KEY.text().substring(0, i) + wrong + KEY.text().substring(i + 1);
      assertEquals(Optional.empty(), ApiKey.parse(typed), typed);
    }
  }

  @Test
  void knowsTwoSwappedDigits() {
    String text = KEY.text();
    for (int i = ApiKey.PREFIX.length(); i < text.length() - 1; i++) {
      if (text.charAt(i) != text.charAt(i + 1)) {
        String swapped =
            text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
        assertEquals(Optional.empty(), ApiKey.parse(swapped), swapped);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shk_", "shk_0123", "sk_live_0000000000000000"})
  void refusesWhatIsNoKey(String text) {
    assertEquals(Optional.empty(), ApiKey.parse(text));
    assertEquals(Optional.empty(), ApiKey.parse(KEY.text() + text + "0"));
    assertEquals(Optional.empty(), ApiKey.parse(KEY.text().toUpperCase(java.util.Locale.ROOT)));
  }

  @Test
  void showsItsPublicPartOnly() {
    assertEquals(16, KEY.publicId().length());
    assertTrue(KEY.text().startsWith(ApiKey.PREFIX + KEY.publicId()));
    assertFalse(KEY.toString().contains(KEY.publicId()));
  }

  @Test
  void isStoredAsItsHash() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ApiKey.hash("abc"));
    assertEquals(KEY.hash(), ApiKey.hash(KEY.text()));
    assertNotEquals(KEY.hash(), ApiKey.random(new SplittableRandom(8)).hash());
  }
}
