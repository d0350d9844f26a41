package dev.shutterhook.render.interception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.page.Shot.Taken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real: Chromium, the egress guard (open), the shipped lists, HTTP servers. Double: nothing. */
@ExtendWith(Shots.Shared.class)
class BlockadeTest {
  private final Shots shots;
  private Site site;

  BlockadeTest(Shots shots) {
    this.shots = shots;
  }

  @BeforeEach
  void open() {
    site = Site.open();
    site.with(
        "/",
        "<title>page</title><link rel=stylesheet href=/style><link rel=prefetch href=/prefetch>"
            + "<style>@font-face{font-family:f;src:url(/font)}p{font-family:f}</style><p>text</p>"
            + "<img src=/image><video src=/media><track default src=/texttrack></video><script src=/script></script>"
            + "<script>fetch('/fetch');const x=new XMLHttpRequest();x.open('GET','/xhr');x.send();"
            + "navigator.sendBeacon('/ping');new EventSource('/eventsource');"
            + "new WebSocket(location.href.replace('http','ws')+'websocket')</script>"
            + "<iframe src='"
            + site.otherUrl("/frame")
            + "'></iframe>");
    site.with("/style", 200, Map.of("Content-Type", "text/css"), "p{color:red}");
    site.with("/frame", "<img src=/imageInFrame><script>fetch('/fetchInFrame')</script>");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Captures page() {
    return Captures.of(site.url("/"));
  }

  private boolean asked(String path) {
    return !site.asked(path).isEmpty();
  }

  @Test
  void sendsEveryKindWhereNoneIsBlocked() {
    shots.taken(page());
    for (String kind :
        List.of(
            "style",
            "image",
            "imageInFrame",
            "media",
            "font",
            "script",
            "xhr",
            "fetch",
            "fetchInFrame",
            "prefetch",
            "texttrack",
            "eventsource",
            "websocket",
            "ping")) {
      assertTrue(asked("/" + kind), kind);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stylesheet, /style",
    "image, /image",
    "image, /imageInFrame",
    "media, /media",
    "font, /font",
    "script, /script",
    "xhr, /xhr",
    "fetch, /fetch",
    "fetch, /fetchInFrame",
    "fetch, /xhr",
    "prefetch, /prefetch",
    "texttrack, /texttrack",
    "eventsource, /eventsource",
    "websocket, /websocket",
    "ping, /ping",
  })
  void keepsAKindOfRequestsFromBeingSent(String kind, String path) {
    Taken taken = shots.taken(page().with("block_resources", List.of(kind)));
    assertFalse(asked(path), path);
    assertTrue(asked("/") && asked("/frame"), "the documents are not blocked");
    assertTrue(taken.verdict().blockedRequests() > 0 || kind.equals("websocket"));
  }

  @Test
  void callsNothingMissingThatWasWishedAway() {
    site.with("/", "<img src=/image><style>@font-face{font-family:f;src:url(/font)}</style>");
    Taken taken = shots.taken(page().with("block_resources", List.of("image")));
    assertEquals(0, taken.verdict().imagesMissing());
    assertEquals(1, taken.verdict().blockedRequests());
    assertTrue(taken.verdict().complete());
    assertEquals(1, shots.taken(page()).verdict().imagesMissing());
  }

  @Test
  void keepsAddressesFromBeingAskedButNotThePageItself() {
    shots.taken(page().with("block_urls", List.of("*/im?ge", "*://*/fet*", site.url("/"))));
    assertTrue(asked("/"));
    assertTrue(asked("/image"), "a question mark is only itself");
    assertFalse(asked("/fetch"));
    assertFalse(asked("/fetchInFrame"));
    assertTrue(asked("/xhr"));
  }

  @ParameterizedTest
  @CsvSource({"block_ads, /wp-content/plugins/advanced-ads/a.js", "block_trackers, /piwik.js"})
  void keepsWhatTheListsNameFromBeingAsked(String field, String path) {
    String frame = "<script src='" + site.url(path) + "'></script><script src=/own.js></script>";
    site.with("/", frame + "<iframe src='" + site.otherUrl("/frame") + "'></iframe>");
    site.with("/frame", frame);
    shots.taken(page());
    assertEquals(2, site.asked(path).size());
    site.forget();
    Taken taken = shots.taken(page().with(field, true));
    assertEquals(0, site.asked(path).size());
    assertEquals(2, site.asked("/own.js").size());
    assertEquals(2, taken.verdict().blockedRequests());
  }

  @Test
  void hidesWhatTheListsHide() {
    String html =
        "<!doctype html><body style='margin:0'>"
            + "<div id=BannerAdvert style='height:200px;background:#f00'>ad</div>";
    assertEquals(0xffff0000, shots.image(Captures.ofHtml(html)).getRGB(600, 100));
    assertEquals(
        0xffffffff, shots.image(Captures.ofHtml(html).with("block_ads", true)).getRGB(600, 100));
  }

  @Test
  void putsAConsentBannerAway() {
    String html =
        "<!doctype html><body style='margin:0'><p>the page's own text</p><script></script>"
            + "<div id=cookie-banner style='position:fixed;bottom:0;left:0;right:0;height:200px;"
            + "background:#f00'>We use cookies. <button>Accept all</button>"
            + "<button onclick='this.parentElement.remove()'>Reject all</button></div>";
    Taken shown = shots.taken(Captures.ofHtml(html));
    assertEquals(0xffff0000, Shots.image(shown, 0).getRGB(600, 700));
    assertTrue(shown.verdict().consentBanner());
    Taken cleared = shots.taken(Captures.ofHtml(html).with("block_cookies", true));
    assertEquals(0xffffffff, Shots.image(cleared, 0).getRGB(600, 700));
    assertTrue(cleared.verdict().consentBanner());
  }
}
