package dev.shutterhook.render.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crawlercommons.domains.EffectiveTldFinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists that the build has compiled into this jar. */
class ShippedListsTest {
  private static final String PAGE = "https://www.example.com/";

  /** What they may add to the image, compressed. */
  private static final int MAX_COMPRESSED_BYTES = 2_500_000;

  private static PageFilter with(Blocklist... enabled) {
    Set<Blocklist> lists = EnumSet.noneOf(Blocklist.class);
    lists.addAll(List.of(enabled));
    return new PageFilter(Blocklists.shipped(), lists, Set.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "ADS, https://securepubads.g.doubleclick.net/tag/js/gpt.js, Script, AD",
    "ADS, https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js, Script, AD",
    "ADS, https://ib.adnxs.com/ut/v3/prebid, XHR, AD",
    "TRACKERS, https://www.google-analytics.com/g/collect?v=2, Ping, TRACKER",
    "TRACKERS, https://www.googletagmanager.com/gtag/js?id=G-1, Script, TRACKER",
    "TRACKERS, https://connect.facebook.net/en_US/fbevents.js, Script, TRACKER",
    "COOKIES, https://consent.cookiebot.com/uc.js, Script, CONSENT_BANNER",
    "COOKIES, https://app.usercentrics.eu/browser-ui/latest/loader.js, Script, CONSENT_BANNER"
  })
  void blockWhatTheyAreFor(Blocklist list, String url, String type, Reason reason) {
    assertEquals(Optional.of(reason), with(list).refuses(url, type, PAGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.example.com/app.js",
        "https://cdnjs.cloudflare.com/ajax/libs/jquery/3.7.1/jquery.min.js",
        "https://fonts.googleapis.com/css2?family=Inter",
        "https://upload.wikimedia.org/wikipedia/commons/a/a9/Example.jpg",
        "https://www.example.com/images/adventure-loading-banana.png"
      })
  void letPassWhatPagesAreMadeOf(String url) {
    assertEquals(Optional.empty(), with(Blocklist.values()).refuses(url, "Script", PAGE));
  }

  @Test
  void hideElementsOfBothKinds() {
    String style = with(Blocklist.COOKIES).hidingStyle(PAGE);
    assertTrue(style.lines().count() > 1_000);
    assertTrue(style.contains("cookie"));
    assertFalse(with().hidingStyle(PAGE).contains("{"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com", "www.example.co.uk", "a.b.c.example.de", "someone.github.io", "x.y.ck",
        "www.ck", "a.city.kawasaki.jp", "b.a.kawasaki.jp", "localhost", "bucket.s3.amazonaws.com",
        "foo.xn--55qx5d.cn"
      })
  void knowWhereASiteBegins(String host) {
    String oracle = EffectiveTldFinder.getAssignedDomain(host, false, false);
    assertEquals(oracle == null ? host : oracle, Blocklists.shipped().suffixes().site(host));
  }

  @Test
  void takeTheLastLabelForASuffixThatTheyDoNotKnow() {
    assertEquals("b.unknown", Blocklists.shipped().suffixes().site("a.b.unknown"));
  }

  @Test
  void stayOutOfTheWayOfAddresses() {
    assertEquals("127.0.0.1", Blocklists.shipped().suffixes().site("127.0.0.1"));
    assertEquals("[::1]", Blocklists.shipped().suffixes().site("[::1]"));
  }

  @Test
  void staySmall() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(all)) {
      for (String file :
          List.of(
              "ads.bin",
              "trackers.bin",
              "cookies.bin",
              "public-suffixes.bin",
              "consent/autoconsent.js",
              "consent/rules.json")) {
        try (InputStream in = Blocklists.class.getResourceAsStream(file)) {
          assertTrue(in != null, file + " ships");
          in.transferTo(zip);
        }
      }
    }
    assertTrue(all.size() < MAX_COMPRESSED_BYTES, all.size() + " bytes");
  }

  @Test
  void travelWithTheirLicences() {
    for (String file : List.of("NOTICE", "SOURCES.tsv", "GPL-3.0.txt", "MPL-2.0.txt")) {
      assertTrue(Blocklists.class.getResource("/META-INF/lists/" + file) != null, file);
    }
  }
}
