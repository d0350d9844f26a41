package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real: Chromium and a server on loopback. Double: the providers' pages, by their own markers. */
@ExtendWith(Shots.Shared.class)
class VerdictTest {
  private final Shots shots;
  private final Site site = Site.open();

  VerdictTest(Shots shots) {
    this.shots = shots;
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Verdict of(String html) {
    return shots.taken(Captures.ofHtml("<!doctype html>" + html)).verdict();
  }

  @ParameterizedTest
  @EnumSource(names = {"PNG", "JPEG", "WEBP"})
  void anEmptyPageIsBlankInEveryFormat(Format format) {
    Captures empty = Captures.ofHtml("<body style='background:#fed'>").as(format);
    assertTrue(shots.taken(empty).verdict().blank());
    Captures words = Captures.ofHtml("<p>Hello, world").as(format);
    assertFalse(shots.taken(words).verdict().blank());
  }

  @Test
  void aBlankPartIsBlankThoughThePageIsNot() {
    Captures page = Captures.ofHtml("<p style='margin:0'>Top<div style='height:2000px'>");
    assertFalse(shots.taken(page.fullPage()).verdict().blank());
  }

  @Test
  void isNotCompleteWhereTheScriptWasEndedForItsDialogs() {
    String some = "<p>text<script>for (let i = 0; i < 3; i++) alert(i)</script>";
    assertTrue(of(some).complete());
    Verdict endless = of("<p>text<script>for (;;) alert(1)</script>");
    assertTrue(endless.dialogsDismissed() >= Restraint.MAX_DIALOGS);
    assertFalse(endless.complete());
  }

  @Test
  void isNotCompleteWherePartsWereBeyondTheGuardsLimit() {
    site.with("/heavy", "x".repeat(2 << 20));
    site.with("/page", "<!doctype html><p>text<script>fetch('/heavy').catch(() => {})</script>");
    Captures page = Captures.of(site.url("/page"));
    assertTrue(shots.taken(page).verdict().complete());
    EgressLimits narrow = EgressLimits.DEFAULTS.withMaxBytesPerSession(1 << 20);
    try (Shots limited = new Shots(narrow)) {
      assertFalse(limited.taken(page).verdict().complete());
    }
  }

  @Test
  void countsFontsThatDidNotArrive() {
    String face = "@font-face{font-family:a;src:url(" + site.url("/gone.woff2") + ")}";
    Verdict missing = of("<style>" + face + "body{font-family:a}</style>text");
    assertEquals(1, missing.fontsMissing());
    assertFalse(missing.complete());
    assertEquals(0, of("<style>body{font-family:serif}</style>text").fontsMissing());
  }

  @Test
  void countsImagesAndBackgroundsThatDidNotArrive() {
    site.with(
        "/page",
        "<img src=/gone.png><img src=/gone.png?lazy loading=lazy>"
            + "<p style='background:url(/gone.jpg)'>text");
    Verdict verdict = shots.taken(Captures.of(site.url("/page"))).verdict();
    assertEquals(3, verdict.imagesMissing());
    assertFalse(verdict.complete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>Just a moment...</title><script>window._cf_chl_opt={cType:'managed'}</script>",
        "<iframe src='https://geo.captcha-delivery.com/captcha/?initialCid=A'></iframe>",
        "<title>Access to this page has been denied</title><div id='px-captcha'></div>",
        "<div id=challenge-container></div><script>window.gokuProps={key:'A'}</script>",
        "<div id='sec-if-cpt-container'></div>",
        "<iframe id='main-iframe' src='/_Incapsula_Resource?CWUDNSAI=23'></iframe>",
      })
  void knowsAChallengeByItsProvidersMarkers(String html) {
    assertTrue(of(html).challenge());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<form><input name=mail><div class=cf-turnstile></div><div class=h-captcha></div></form>",
        "<form><div class=g-recaptcha></div></form>",
        "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><p>An article",
        "<script src='https://js.datadome.co/tags.js'></script><p>A shop",
        "<script src='/_Incapsula_Resource?SWJIYLWA=719'></script><p>A bank",
        "<title>Just a moment...</title><p>A poem of that title",
      })
  void takesAPageWithAWidgetOrATagForAPage(String html) {
    assertFalse(of(html).challenge());
  }

  @Test
  void aRefusalThatIsAllWidgetIsAChallenge() {
    String widget = "<div class=h-captcha></div>";
    site.with("/refused", 403, Map.of(), widget);
    site.with("/served", 200, Map.of(), widget);
    assertTrue(shots.taken(Captures.of(site.url("/refused"))).verdict().challenge());
    assertFalse(shots.taken(Captures.of(site.url("/served"))).verdict().challenge());
  }

  @Test
  void seesABannerThatAsksForConsent() {
    String banner =
        "<p>News<div id=onetrust-banner-sdk style='position:fixed;bottom:0;left:0;right:0'>"
            + "<p>We use cookies.</p><button id=onetrust-accept-btn-handler>Accept all cookies"
            + "</button><button>Reject all</button></div><script></script>";
    assertTrue(of(banner).consentBanner());
    assertFalse(of("<p>A recipe for cookies<script></script>").consentBanner());
  }
}
