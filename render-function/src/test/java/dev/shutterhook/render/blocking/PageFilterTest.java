package dev.shutterhook.render.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.render.blocking.compile.ListText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as they are written, compiled and asked. */
class PageFilterTest {
  private static final String PAGE = "https://www.example.com/news";

  private static PageFilter of(String... ads) {
    return of(List.of(ads), List.of());
  }

  private static PageFilter of(List<String> ads, List<String> trackers) {
    Blocklists lists =
        new Blocklists(
            list -> new ListRules(ListText.of(list == Blocklist.ADS ? ads : trackers).compile()));
    Set<Blocklist> enabled = EnumSet.of(Blocklist.ADS, Blocklist.TRACKERS);
    return new PageFilter(lists, enabled, Set.of(), List.of());
  }

  private static boolean blocks(PageFilter filter, String url) {
    return filter.refuses(url, "Script", PAGE).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        // Syntax: help.adblockplus.org, "How to write filters".
        "||ads.net^ https://ads.net/a.js true",
        "||ads.net^ https://x.y.ads.net:8080/a.js true",
        "||ads.net^ https://badads.net/a.js false",
        "||ads.net^ https://ads.net.evil.com/a.js false",
        "||ads.net^ https://ok.com/?to=ads.net/ false",
        "||ads.net^ https://user@ads.net/ true",
        "||ads.net^ https://ads.net true",
        "||ads.net/banner/ https://cdn.ads.net/banner/1.png true",
        "||ads.net/banner/ https://cdn.ads.net/Banner/1.png true",
        "||ads.net/banner/$match-case https://cdn.ads.net/Banner/1.png false",
        "||ads.net/Banner/$match-case https://cdn.ads.net/Banner/1.png true",
        "||ads.*/unit^ https://ads.example.org/unit?7 true",
        "/adframe. https://ok.com/x/adframe.js true",
        "/adframe. https://ok.com/x/adframes.js false",
        "-ad-300x250. https://ok.com/my-ad-300x250.png true",
        "/banner/*/img^ https://ok.com/banner/foo/img true",
        "/banner/*/img^ https://ok.com/banner/foo/bar/img?param true",
        "/banner/*/img^ https://ok.com/banner/img false",
        "/banner/*/img^ https://ok.com/banner/foo/imgraph false",
        "|https://ok.com/a| https://ok.com/a true",
        "|https://ok.com/a| https://ok.com/a.js false",
        "swf| https://ok.com/annoying.swf true",
        "swf| https://ok.com/swf/index.html false",
        "||ok.com^path^| https://ok.com/path true",
        "||ok.com^path^| https://ok.com/path/ true",
        "||ok.com^path^| https://ok.com/path/1 false",
        "||ok.com^*.js? https://ok.com/a/b.js?1 true",
        "a^b^^c https://ok.com/a/b/:c true",
      })
  void matchesPatternsAsTheirSyntaxSays(String rule, String url, boolean blocked) {
    assertEquals(blocked, blocks(of(rule), url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "||t.com^$third-party https://t.com/ https://example.com/ true",
        "||t.com^$third-party https://a.t.com/ https://b.t.com/ false",
        "||t.co.uk^$third-party https://a.t.co.uk/ https://other.co.uk/ true",
        "/ad.js$~third-party https://a.t.co.uk/ad.js https://b.t.co.uk/ true",
        "/ad.js$~third-party https://a.github.io/ad.js https://b.github.io/ false",
        "/ad.js$domain=a.de|b.de https://x.com/ad.js https://www.b.de/ true",
        "/ad.js$domain=a.de|b.de https://x.com/ad.js https://c.de/ false",
        "/ad.js$domain=a.de|~s.a.de https://x.com/ad.js https://s.a.de/ false",
        "/ad.js$domain=~a.de https://x.com/ad.js https://b.de/ true",
        "/ad.js$domain=shop.* https://x.com/ad.js https://www.shop.co.uk/ true",
        "/ad.js$domain=shop.* https://x.com/ad.js https://www.shop.evil.com/ false",
        "$script,third-party,domain=a.de https://x.com/any https://a.de/ true",
        "/ad.js$image https://x.com/ad.js https://a.de/ false",
        "/ad.js$~script https://x.com/ad.js https://a.de/ false",
        "/ad.js$~image https://x.com/ad.js https://a.de/ true",
        "*$script,domain=a.de,denyallow=x.com https://cdn.x.com/a https://a.de/ false",
        "*$script,domain=a.de,denyallow=x.com https://cdn.y.com/a https://a.de/ true",
        "/ad.js$popup https://x.com/ad.js https://a.de/ false",
        "/ad.js$document https://x.com/ad.js https://a.de/ false",
        "/ad.js$removeparam=a https://x.com/ad.js https://a.de/ false",
        "/ad.js$redirect=noopjs https://x.com/ad.js https://a.de/ true",
        "/ad[0-9]+/ https://x.com/ad77 https://a.de/ false",
      })
  void heedsOptions(String rule, String url, String page, boolean blocked) {
    assertEquals(blocked, of(rule).refuses(url, "Script", page).isPresent());
  }

  @Test
  void anExceptionHoldsAgainstTheRulesOfEveryList() {
    PageFilter filter = of(List.of("@@||ads.net/ok.js"), List.of("||ads.net^"));
    assertTrue(blocks(filter, "https://ads.net/bad.js"));
    assertFalse(blocks(filter, "https://ads.net/ok.js"));
  }

  @Test
  void anImportantRuleHoldsAgainstExceptionsThatAreNot() {
    assertTrue(blocks(of("@@||ads.net^", "||ads.net/a$important"), "https://ads.net/a"));
    assertFalse(blocks(of("@@||ads.net^$important", "||ads.net/a$important"), "https://ads.net/a"));
  }

  @Test
  void anExceptionForAPageSparesAllItsRequests() {
    PageFilter filter = of("@@||example.com^$document", "||ads.net^");
    assertFalse(blocks(filter, "https://ads.net/a.js"));
    assertTrue(filter.refuses("https://ads.net/a.js", "Script", "https://other.com/").isPresent());
  }

  @Test
  void aRuleThatIsTakenBackIsNone() {
    assertFalse(
        blocks(
            of("/ad.js$script,third-party", "/ad.js$third-party,badfilter,script"),
            "https://ads.net/ad.js"));
  }

  @Test
  void namesTheListThatBlocks() {
    PageFilter filter = of(List.of("||ads.net^"), List.of("/beacon/"));
    assertEquals(Optional.of(Reason.AD), filter.refuses("https://ads.net/", "XHR", PAGE));
    assertEquals(Optional.of(Reason.TRACKER), filter.refuses("https://x.net/beacon/", "XHR", PAGE));
  }

  @Test
  void showsThePageOfAnAdNetworkThatIsAskedFor() {
    PageFilter filter = of("||ads.net^");
    String page = "https://www.ads.net/about";
    assertEquals(Optional.empty(), filter.refuses("https://static.ads.net/a.css", "Image", page));
  }

  @Test
  void blocksByTypeAndByPatternWithoutAnyList() {
    PageFilter filter =
        new PageFilter(
            Blocklists.shipped(), Set.of(), Set.of("font"), List.of(new UrlGlob("*://*.x.com/*")));
    assertFalse(filter.isIdle());
    assertEquals(Optional.of(Reason.RESOURCE_TYPE), filter.refuses("https://a.b/", "Font", PAGE));
    assertEquals(Optional.of(Reason.URL_PATTERN), filter.refuses("http://a.X.com/b", "XHR", PAGE));
    assertEquals(Optional.empty(), filter.refuses("http://a.b/x.com/", "Image", PAGE));
  }

  @Test
  void letsPassWhatHasNoHost() {
    assertFalse(blocks(of("/ad.js"), "data:text/javascript,/ad.js"));
  }

  @Test
  void hidesWhatIsNamedForEveryPageOrForThisOne() {
    PageFilter filter =
        of(
            "##.ad",
            "###banner",
            "~example.com##.not-here",
            "~other.com##.nearly-everywhere",
            "example.com##.here",
            "other.com##.there",
            "example.com#@##banner",
            "example.com#$#body { overflow: auto !important; }",
            "##.x:contains(Ad)");
    assertEquals(
        """
        .ad{display:none!important}
        .here{display:none!important}
        body{overflow: auto !important;}
        .nearly-everywhere{display:none!important}\
        """,
        filter.hidingStyle(PAGE));
  }

  @Test
  void hidesNothingGenericWhereAnExceptionSaysSo() {
    PageFilter filter = of("##.ad", "example.com##.here", "@@||example.com^$generichide");
    assertEquals(".here{display:none!important}", filter.hidingStyle(PAGE));
  }

  @Test
  void answersInBoundedTimeWhateverThePageMakesUp() {
    PageFilter filter = of("/a*a*a*a*a*a*a*a*b^|", "||a*a*a*a*a*a*b");
    String hostile = "https://" + "a.".repeat(1_000) + "a/" + "a".repeat(100_000);
    long began = System.nanoTime();
    assertFalse(blocks(filter, hostile));
    assertTrue(System.nanoTime() - began < 2_000_000_000L);
  }
}
