package dev.shutterhook.render.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.page.Shot.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real: Chromium, the egress guard (open), HTTP servers on loopback. Double: nothing. */
@ExtendWith(Shots.Shared.class)
class ChangesTest {
  private static final int RED = 0xffff0000;
  private static final int GREEN = 0xff00ff00;
  private static final int BLUE = 0xff0000ff;
  private static final int WHITE = 0xffffffff;

  private static final String BLOCK =
      "<!doctype html><body style='margin:0'><div id=a style='height:200px;background:#f00'>"
          + "<p style='visibility:visible'>deep</p></div><div style='height:200px;background:#00f'>";

  private final Shots shots;

  ChangesTest(Shots shots) {
    this.shots = shots;
  }

  @Test
  void addsAStyle() {
    Captures styled = Captures.ofHtml(BLOCK).with("css", "#a{background:#0f0!important}");
    assertEquals(GREEN, shots.image(styled).getRGB(600, 100));
  }

  @Test
  void hidesElementsWithAllThatIsInThemAndKeepsTheirPlace() {
    var image = shots.image(Captures.ofHtml(BLOCK).with("hide", List.of("p:invalid(", "#a")));
    for (int y = 0; y < 200; y++) {
      assertEquals(WHITE, image.getRGB(8, y));
    }
    assertEquals(BLUE, image.getRGB(600, 300));
  }

  @Test
  void stylesAPageFromItsFirstFrameOn() {
    String html =
        "<!doctype html><body><div id=a>x</div><script>document.title="
            + "getComputedStyle(document.getElementById('a')).color</script>";
    assertEquals(
        "rgb(0, 255, 0)", shots.title(Captures.ofHtml(html).with("css", "#a{color:#0f0}")));
  }

  @Test
  void stylesAPageThatAllowsNoStylesAndTakesAllAway() {
    try (Site site = Site.open()) {
      site.with(
          "/strict",
          200,
          Map.of("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'"),
          BLOCK + "<script>document.adoptedStyleSheets=[]</script>");
      Captures styled = Captures.of(site.url("/strict")).with("css", "#a,body{background:#0f0}");
      assertEquals(GREEN, shots.image(styled).getRGB(600, 100));
    }
  }

  @Test
  void importsAnotherStyle() {
    try (Site site = Site.open()) {
      site.with("/b.css", 200, Map.of("Content-Type", "text/css"), "body{background:#0f0}");
      site.with("/", "<p>x");
      Captures styled =
          Captures.of(site.url("/")).with("css", "@import url(" + site.url("/b.css") + ");");
      assertEquals(GREEN, shots.image(styled).getRGB(600, 600));
    }
  }

  @Test
  void waitsForWhatAnImportedStyleAsksFor() {
    // Together longer than few requests are waited for.
    Duration late = Duration.ofMillis(500);
    String green = "<svg xmlns='http://www.w3.org/2000/svg'><rect width='100%' height='100%'";
    try (Site site = Site.open()) {
      site.slow("/b.css", late, "text/css", "body{background:url(/c.svg)}");
      site.slow("/c.svg", late, "image/svg+xml", green + " fill='#0f0'/></svg>");
      site.with("/", "<p>x");
      Captures styled =
          Captures.of(site.url("/")).with("css", "@Import url(" + site.url("/b.css") + ");");
      assertEquals(GREEN, shots.image(styled).getRGB(600, 600));
    }
  }

  @Test
  void runsAScriptInThePagesOwnWorldAndWaitsForItsPromise() {
    String html = "<script>window.colour='#0f0'</script><body>";
    String js =
        "new Promise(done => setTimeout(() => {document.body.style.background = window.colour;"
            + " done()}, 300))";
    assertEquals(GREEN, shots.image(Captures.ofHtml(html).with("js", js)).getRGB(600, 600));
  }

  @Test
  void takesAwaitOnTheTopLevelOfAScript() {
    String js =
        "const colour = await Promise.resolve('#0f0'); document.body.style.background = colour";
    assertEquals(GREEN, shots.image(Captures.ofHtml("x").with("js", js)).getRGB(600, 600));
  }

  @Test
  void waitsForWhatAScriptFetches() {
    try (Site site = Site.open()) {
      site.with("/", "<body>").with("/colour", "#0f0");
      String js =
          "fetch('/colour').then(r => r.text()).then(c => {document.body.style.background = c});"
              + "document.body.append(document.createElement('script'))";
      assertEquals(GREEN, shots.image(Captures.of(site.url("/")).with("js", js)).getRGB(600, 600));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing.here()                 | ReferenceError: nothing is not defined
          throw new Error('a\\nb')       | Error: a
          Promise.reject('why')          | why
          this is no script              | SyntaxError
          """)
  void saysWhatAScriptThrew(String js, String error) {
    Failure failure = shots.missed(Captures.ofHtml("x").with("js", js));
    assertEquals(FailureCode.EXPRESSION_FAILED, failure.code());
    assertTrue(failure.message().contains(error), failure.message());
    assertFalse(failure.message().contains(" at "), failure.message());
  }

  @Test
  void endsAScriptThatNeverEndsAtTheTimeOut() {
    Captures never = Captures.ofHtml("x").with("js", "new Promise(() => {})").with("timeout", 2);
    assertEquals(FailureCode.TIMEOUT, shots.missed(never).code());
  }

  @Test
  void clicksOneElementAfterTheOtherAsAPersonDoes() {
    String html =
        "<body style='margin:0'><div style='height:2000px'></div><button id=a>a</button><script>"
            + "document.querySelector('#a').addEventListener('click', event => {"
            + "const b = document.createElement('button'); b.id = 'b'; document.body.append(b);"
            + "b.textContent = 'later'; b.onclick = e => document.title = "
            + "[event.isTrusted, e.isTrusted, navigator.userActivation.hasBeenActive]})</script>";
    assertEquals(
        "true,true,true", shots.title(Captures.ofHtml(html).with("click", List.of("#a", "#b"))));
  }

  @Test
  void clicksInsideAnOpenShadowRoot() {
    String html =
        "<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode:'open'}).innerHTML="
            + "'<button id=deep onclick=\"document.title=1\">x</button>'</script>";
    assertEquals("1", shots.title(Captures.ofHtml(html).with("click", List.of("#deep"))));
  }

  @Test
  void followsAClickToAnotherPageWithoutAScript() {
    try (Site site = Site.open()) {
      site.with("/", "<title>first</title><a href=/next>go</a>");
      site.with("/next", "<title>next</title><body style='background:#0f0'>");
      Taken taken =
          shots.taken(
              Captures.of(site.url("/"))
                  .with("click", List.of("a"))
                  .with("css", "body{border-top:50px solid #00f;margin:0}"));
      assertEquals("next", taken.page().title());
      assertEquals(site.url("/next"), taken.page().finalUrl());
      assertEquals(BLUE, Shots.image(taken, 0).getRGB(600, 20));
      assertEquals(GREEN, Shots.image(taken, 0).getRGB(600, 600));
    }
  }

  @Test
  void staysWhereAClickLeadsToADownload() {
    try (Site site = Site.open()) {
      site.with("/", "<title>first</title><a href=/file>go</a>");
      site.with("/file", 200, Map.of("Content-Type", "application/zip"), "PK");
      assertEquals("first", shots.title(Captures.of(site.url("/")).with("click", List.of("a"))));
    }
  }

  @Test
  void saysThatAClickLedNowhere() {
    try (Site site = Site.open()) {
      site.with("/", "<a href='https://127.0.0.1:9/'>go</a>");
      Failure failure = shots.missed(Captures.of(site.url("/")).with("click", List.of("a")));
      assertEquals(FailureCode.CONNECTION_FAILED, failure.code());
    }
  }

  @ParameterizedTest
  @CsvSource({"#gone, Looked for: #gone", "#hidden, not visible: #hidden", "p[, not valid CSS: p["})
  void namesWhatItCannotClick(String selector, String detail) {
    String html = "<p id=hidden style='display:none'>x</p>";
    Failure failure =
        shots.missed(Captures.ofHtml(html).with("timeout", 2).with("click", List.of(selector)));
    assertEquals(FailureCode.SELECTOR_NOT_FOUND, failure.code());
    assertTrue(failure.message().contains(detail), failure.message());
  }

  @Test
  void scrollsToAnElementOrToAPlace() {
    String html =
        "<body style='margin:0'><div style='height:3000px;background:#f00'></div>"
            + "<div id=a style='height:3000px;background:#0f0'></div>";
    assertEquals(RED, shots.image(Captures.ofHtml(html)).getRGB(600, 0));
    var toElement = shots.image(Captures.ofHtml(html).with("scroll_to", "#a"));
    assertEquals(GREEN, toElement.getRGB(600, 0));
    var toPlace = shots.image(Captures.ofHtml(html).with("scroll_to", 2_600));
    assertEquals(RED, toPlace.getRGB(600, 399));
    assertEquals(GREEN, toPlace.getRGB(600, 400));
  }

  @Test
  void showsWhatLoadsOnceItIsScrolledTo() {
    try (Site site = Site.open()) {
      site.with("/red.svg", 200, Map.of("Content-Type", "image/svg+xml"), Squares.RED);
      site.with("/", "<div style='height:9000px'></div><img loading=lazy src=/red.svg id=a>");
      Captures there = Captures.of(site.url("/")).with("scroll_to", "#a");
      assertEquals(RED, shots.image(there).getRGB(30, 780));
    }
  }

  /** Pictures as text. */
  private interface Squares {
    String RED =
        "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'>"
            + "<rect width='90' height='90' fill='#f00'/></svg>";
  }
}
