package dev.shutterhook.render.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.options.Device;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.Site.Asked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real: Chromium, the egress guard (open), HTTP servers on loopback. Double: nothing. */
@ExtendWith(Shots.Shared.class)
class EmulationTest {
  private static final int BLACK = 0xff000000;
  private static final int WHITE = 0xffffffff;
  private static final int GREEN = 0xff00ff00;

  private static Site site;

  private final Shots shots;

  EmulationTest(Shots shots) {
    this.shots = shots;
  }

  @BeforeAll
  static void open() {
    site = Site.open();
    site.with("/hello", "<script>document.title=navigator.userAgent</script>");
    site.with("/framed", "<iframe src='" + site.otherUrl("/inner") + "'></iframe>");
    site.with(
        "/inner",
        "<script>fetch('/saw/'+encodeURIComponent([navigator.userAgent,navigator.language,"
            + "new Intl.NumberFormat().format(1.5),new Date(0).getHours(),"
            + "matchMedia('(prefers-color-scheme:dark)').matches].join(';')))</script>");
    site.with(
        "/where",
        "<script>navigator.geolocation.getCurrentPosition("
            + "p=>document.title=[p.coords.latitude,p.coords.longitude,p.coords.accuracy],"
            + "e=>document.title=e.message)</script>");
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Captures page() {
    return Captures.ofHtml("");
  }

  @Test
  void believesItselfAtHomeInUtcAndEnglishByDefault() {
    assertEquals(
        "[\"UTC\",\"en-US\",false,false,false,1280,800]",
        shots.seen(
            page(),
            "[Intl.DateTimeFormat().resolvedOptions().timeZone,navigator.language,"
                + "matchMedia('(prefers-color-scheme:dark)').matches,"
                + "matchMedia('(prefers-reduced-motion:reduce)').matches,"
                + "'ontouchstart' in window,screen.width,screen.height]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dark_mode      | true            | matchMedia('(prefers-color-scheme:dark)').matches  | true
          reduced_motion | true            | matchMedia('(prefers-reduced-motion:reduce)').matches | true
          media          | print           | matchMedia('print').matches                        | true
          media          | screen          | matchMedia('screen').matches                       | true
          timezone       | Asia/Kolkata    | new Date(0).getMinutes()                           | 30
          locale         | de-DE           | new Intl.NumberFormat().format(1.5)                | "1,5"
          locale         | de-DE           | navigator.languages                                | ["de-DE","de"]
          locale         | fr              | navigator.languages                                | ["fr"]
          locale         | zh-Hant-TW      | navigator.language                                 | "zh-Hant-TW"
          touch          | true            | 'ontouchstart' in window                           | true
          touch          | true            | matchMedia('(pointer:coarse)').matches             | true
          user_agent     | Tester/1        | navigator.userAgent                                | "Tester/1"
          """)
  void tellsThePage(String field, String value, String expression, String seen) {
    Object given = value.equals("true") ? (Object) true : value;
    assertEquals(seen, shots.seen(page().with(field, given), expression));
  }

  @Test
  void paintsWhatADarkPageShows() {
    String html =
        "<meta name=color-scheme content='light dark'>"
            + "<style>@media(prefers-color-scheme:dark){div{background:#0f0}}</style>"
            + "<div style='width:50px;height:50px;position:absolute;top:0;left:0'>";
    var light = shots.image(Captures.ofHtml(html));
    assertEquals(WHITE, light.getRGB(25, 25));
    var dark = shots.image(Captures.ofHtml(html).with("dark_mode", true));
    assertEquals(GREEN, dark.getRGB(25, 25));
    assertTrue((dark.getRGB(600, 600) & 0xff) < 0x40, "the canvas is dark as well");
  }

  @Test
  void showsAPictureAsPrintWhereThatIsAskedFor() {
    String html = "<style>@media print{body{background:#000}}</style>";
    assertEquals(BLACK, shots.image(Captures.ofHtml(html).with("media", "print")).getRGB(600, 600));
    assertEquals(WHITE, shots.image(Captures.ofHtml(html)).getRGB(600, 600));
  }

  @Test
  void asksInTheLanguageOfTheLocale() {
    shots.taken(Captures.of(site.url("/hello")).with("locale", "de-DE"));
    assertEquals("de-DE,de;q=0.9", site.asked("/hello").getLast().header("accept-language"));
  }

  @Test
  void standsWhereItIsPut() {
    Map<String, Object> place = Map.of("latitude", 48.2, "longitude", 16.37);
    assertEquals(
        "48.2,16.37,10", shots.title(Captures.of(site.url("/where")).with("geolocation", place)));
    assertEquals("User denied Geolocation", shots.title(Captures.of(site.url("/where"))));
  }

  @Test
  void visitsAsADeviceWithItsHintsLayoutAndTouch() {
    Device pixel = Device.of("pixel_7").orElseThrow();
    site.with(
        "/device",
        "<meta name=viewport content='width=device-width'>"
            + "<script>navigator.userAgentData.getHighEntropyValues(['model','platformVersion'])"
            + ".then(h=>document.title=JSON.stringify([innerWidth,devicePixelRatio,h.mobile,"
            + "h.platform,h.model,h.platformVersion,navigator.maxTouchPoints>0,"
            + "screen.orientation.type]))</script>");
    // Hints are for secure pages: loopback counts as one.
    assertEquals(
        "[412,2.625,true,\"Android\",\"Pixel 7\",\"14\",true,\"portrait-primary\"]",
        shots.title(Captures.of(site.url("/device")).with("device", "Pixel 7")));
    Asked asked = site.asked("/device").getLast();
    assertEquals(pixel.userAgent(), asked.header("user-agent"));
    assertEquals("?1", asked.header("sec-ch-ua-mobile"));
  }

  @Test
  void sendsNoHintsOfChromiumUnderAnotherBrowsersName() {
    shots.taken(Captures.of(site.url("/hello")).with("device", "iPhone 15 Pro"));
    Asked asked = site.asked("/hello").getLast();
    assertTrue(String.valueOf(asked.header("user-agent")).contains("iPhone"));
    assertNull(asked.header("sec-ch-ua"));
  }

  @Test
  void laysAMobilePageOutAsAPhoneDoes() {
    String html =
        "<!doctype html><body style='margin:0'><script>document.title=innerWidth</script>";
    Captures narrow = Captures.ofHtml(html).in(390, 800, 1);
    assertEquals("390", shots.title(narrow));
    // A page that says nothing of its width is laid out 980 px wide and shrunk.
    assertEquals("980", shots.title(narrow.with("mobile", true)));
  }

  @Test
  void tellsFramesOfOtherSitesToo() {
    shots.taken(
        Captures.of(site.url("/framed"))
            .with("user_agent", "Tester/1")
            .with("locale", "de-DE")
            .with("timezone", "Asia/Tokyo")
            .with("dark_mode", true));
    assertEquals("Tester/1", site.asked("/inner").getLast().header("user-agent"));
    List<Asked> saw = site.asked("/saw/Tester/1;de-DE;1,5;9;true");
    assertEquals(1, saw.size(), "the frame saw something else");
    assertEquals("Tester/1", saw.getFirst().header("user-agent"));
  }

  @Test
  void runsNoScriptWhereJavaScriptIsOff() {
    String html =
        "<title>quiet</title><noscript><style>body{background:#0f0}</style></noscript>"
            + "<script>document.title='loud'</script>"
            + "<iframe src='"
            + site.otherUrl("/inner")
            + "'></iframe>";
    int frames = site.asked("/inner").size();
    long before = site.asked().filter(asked -> asked.path().startsWith("/saw")).count();
    var taken = shots.taken(Captures.ofHtml(html).with("javascript", false));
    assertEquals("quiet", taken.page().title());
    assertTrue(taken.verdict().complete());
    assertEquals(GREEN, Shots.image(taken, 0).getRGB(640, 700));
    // Once, and once more where the document had to be read anew.
    int times = site.asked("/inner").size() - frames;
    assertTrue(times == 1 || times == 2, "the frame was asked for " + times + " times");
    assertEquals(before, site.asked().filter(asked -> asked.path().startsWith("/saw")).count());
  }
}
