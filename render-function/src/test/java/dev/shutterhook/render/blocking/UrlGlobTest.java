package dev.shutterhook.render.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlGlobTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.de/x.js, https://a.de/x.js, true",
    "https://a.de/x.js, https://a.de/x.js?1, false",
    "*x.js, https://a.de/x.js, true",
    "*x.js*, https://a.de/x.js?1, true",
    "*://*.a.de/*, https://b.a.de/, true",
    "*://*.a.de/*, https://a.de/, false",
    "HTTPS://A.de/*, https://a.de/B, true",
    "*a*b*c*, xxcxbxa, false",
    "*a*b*c*, xaxbxcx, true",
    "ab*ba, aba, false",
    "ab*ba, abba, true",
    "*, anything, true",
    "*.(js)^|, https://a.de/x.(js)^|, true",
    "*.(js)^|, https://a.de/x.js, false"
  })
  void takesTheStarForAnyText(String pattern, String url, boolean matches) {
    assertEquals(matches, new UrlGlob(pattern).matches(url));
  }

  @Test
  void refusesAPatternOfNothingOrOfTooMuch() {
    assertThrows(IllegalArgumentException.class, () -> new UrlGlob(" "));
    assertThrows(IllegalArgumentException.class, () -> new UrlGlob("a".repeat(1_025)));
  }
}
