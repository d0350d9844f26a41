package dev.shutterhook.core.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      textBlock =
          """
          https://example.com -> https://example.com/
          HTTPS://EXAMPLE.COM/Path -> https://example.com/Path
          https://münchen.example/straße -> https://xn--mnchen-3ya.example/stra%C3%9Fe
          https://例え.jp/ -> https://xn--r8jz45g.jp/
          https://faß.de/ -> https://xn--fa-hia.de/
          https://STRAẞE.example/ -> https://xn--strae-oqa.example/
          https://ΒΌΛΟΣ.example/ -> https://xn--nxasmq6b.example/
          https://βόλος.example/ -> https://xn--nxasmm1c.example/
          https://xn--fa-hia.de/ -> https://xn--fa-hia.de/
          https://☕️.example/ -> https://xn--53h.example/
          https://１２７。0．0｡1/ -> https://127.0.0.1/
          https://example.com:00443/ -> https://example.com:443/
          https://example.com:/ -> https://example.com/
          https://example.com/é?ü#ä -> https://example.com/e%CC%81?%C3%BC#%C3%A4
          https://example.com/a b -> https://example.com/a%20b
          https://example.com/?q=a|b -> https://example.com/?q=a%7Cb
          https://example.com/{id} -> https://example.com/%7Bid%7D
          https://example.com/100% -> https://example.com/100%25
          https://example.com/%41 -> https://example.com/%41
          https://example.com/#a#b -> https://example.com/#a%23b
          http://example.com:8080/x?y#z -> http://example.com:8080/x?y#z
          http://[2001:DB8::1]:8080/ -> http://[2001:db8::1]:8080/
          http://127.0.0.1/ -> http://127.0.0.1/
          http://localhost:3000 -> http://localhost:3000/
          https://example.com?a=1 -> https://example.com/?a=1
          """)
  void normalisesWhatBrowsersAccept(String text, String normalised) {
    assertEquals(normalised, WebUrl.parse(text).toString());
    assertEquals(normalised, WebUrl.parse(normalised).toString(), "it is stable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "//example.com/",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://example.com/",
        "javascript:alert(1)",
        "data:text/html,x",
        "view-source:https://example.com/",
        "chrome://settings",
        "http://",
        "http:///path",
        "http://?q",
        "http:// /",
        "https:example.com",
        "https://user@example.com/",
        "https://user:secret@example.com/",
        "https://@example.com/",
        "http://example.com:0/",
        "http://example.com:70000/",
        "http://example.com:-1/",
        "http://example.com:http/",
        "http://[::1",
        "http://[example.com]/",
        "http://exa\\mple.com/",
        "http://example.com\\@evil.example/",
        "http://example.com/\u0000",
        "http://exam\nple.com/",
        "http://exa mple.com/",
        "http://a..b/",
        "http://example.com＠evil.example/",
        "http://evil.example／example.com/",
        "http://evil.c℀.example.com/",
        "http://example.com⒈/",
        "http://0177.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "http://xn--a.example/",
        "http://xn--7ba.example/",
        "http://a‍b.example/",
        "http://aאb.example/",
        "http://́a.example/",
        "　http://example.com/",
        "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/"
      })
  void refusesWhatIsNoWebAddressOrIsReadInTwoWays(String text) {
    assertThrows(IllegalArgumentException.class, () -> WebUrl.parse(text));
  }

  @Test
  void refusesAnAddressThatIsTooLongOnceEncoded() {
    String fits = "https://example.com/" + "a".repeat(WebUrl.MAX_LENGTH - 20);
    assertEquals(WebUrl.MAX_LENGTH, WebUrl.parse(fits).toString().length());
    assertThrows(IllegalArgumentException.class, () -> WebUrl.parse(fits + "a"));
    String umlauts = "https://example.com/" + "ä".repeat(1_000);
    assertThrows(IllegalArgumentException.class, () -> WebUrl.parse(umlauts));
  }

  @Test
  void knowsWhetherItIsSecure() {
    assertTrue(WebUrl.parse("HTTPS://example.com").secure());
    assertFalse(WebUrl.parse("http://example.com").secure());
  }
}
