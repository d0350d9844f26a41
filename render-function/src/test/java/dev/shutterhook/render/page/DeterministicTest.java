package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.page.Shot.Taken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: Chromium, and another one that is started apart. Double: a page full of what changes. */
@ExtendWith(Shots.Shared.class)
class DeterministicTest {
  private static final String RESTLESS =
      """
      <!doctype html><title>restless</title>
      <style>
        @keyframes turn { to { transform: rotate(360deg); background: #f00 } }
        @keyframes grow { from { width: 10px } to { width: 300px; background: #0f0 } }
        .ever { width: 80px; height: 80px; background: #00f; animation: turn 700ms linear infinite }
        .once { height: 40px; animation: grow 60s forwards }
      </style>
      <div class=ever></div><div class=once></div><input autofocus value=text>
      <pre id=out></pre><iframe srcdoc="<script>document.write(Math.random(), Date.now())</script>">
      </iframe>
      <script>
        const bytes = crypto.getRandomValues(new Uint8Array(8));
        out.textContent = [Date.now(), new Date(), Date(), performance.now(), Math.random(),
            Math.random(), bytes, crypto.randomUUID(), new Intl.DateTimeFormat('en').format(),
            new Date().getTimezoneOffset(), performance.timeOrigin].join('\\n');
        setTimeout(() => out.append('\\nlater ', Date.now(), ' ', performance.now()), 50);
        requestAnimationFrame(time => out.append('\\nframe ', time));
      </script>
      """;

  private static final List<String> FORMATS = List.of("png", "jpeg", "pdf", "mhtml");

  private final Shots shots;

  DeterministicTest(Shots shots) {
    this.shots = shots;
  }

  private static Captures restless() {
    return Captures.ofHtml(RESTLESS).with("format", FORMATS);
  }

  @Test
  void theSamePageIsTheSameBytesInEveryFormatAndEveryBrowser() {
    Taken first = shots.taken(restless().with("deterministic", true));
    Taken second = shots.taken(restless().with("deterministic", true));
    assertSame(first, second);
    try (Shots apart = new Shots(EgressLimits.DEFAULTS)) {
      assertSame(first, apart.taken(restless().with("deterministic", true)));
    }
  }

  /** Each card is drawn again as its image comes, in an order that chance has made. */
  @Test
  void aPageWhoseImagesComeInAnyOrderIsTheSameBytes() {
    try (Site site = Site.open()) {
      StringBuilder cards = new StringBuilder();
      for (int i = 0; i < 400; i++) {
        String fill = "<rect width='64' height='64' fill='hsl(" + i + ",60%,60%)'/></svg>";
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'>" + fill;
        site.with("/" + i + ".svg", 200, Map.of("Content-Type", "image/svg+xml"), svg);
        cards.append("<div class=card><img src=/").append(i).append(".svg></div>");
      }
      site.with(
          "/page",
          """
          <!doctype html><style>
          body { margin: 0; font: 16px/1.5 sans-serif; background: #f6f7f9 }
          header { height: 80px } main { padding: 24px }
          .grid { display: grid; grid-template-columns: repeat(8, 1fr); gap: 12px }
          .card { padding: 10px; border-radius: 8px; background: #fff; box-shadow: 0 1px 4px #0003 }
          .card img { display: block; width: 64px; height: 64px }
          </style><header></header><main><div class=grid>\
          """
              + cards);
      Captures page = Captures.of(site.url("/page")).with("deterministic", true);
      byte[] first = shots.taken(page).pictures().getFirst().bytes();
      for (int i = 0; i < 6; i++) {
        assertArrayEquals(first, shots.taken(page).pictures().getFirst().bytes());
      }
    }
  }

  private static void assertSame(Taken first, Taken second) {
    for (int i = 0; i < FORMATS.size(); i++) {
      byte[] expected = first.pictures().get(i).bytes();
      assertArrayEquals(expected, second.pictures().get(i).bytes(), FORMATS.get(i));
    }
  }

  @Test
  void withoutItTheSamePageDiffers() {
    Taken first = shots.taken(restless());
    Taken second = shots.taken(restless());
    for (int i = 0; i < FORMATS.size(); i++) {
      assertFalse(
          Arrays.equals(first.pictures().get(i).bytes(), second.pictures().get(i).bytes()),
          FORMATS.get(i));
    }
  }

  @Test
  void anAnimationThatEndsIsAtItsEndAndAnEndlessOneAtItsBeginning() {
    var image = shots.image(Captures.ofHtml(RESTLESS).with("deterministic", true));
    assertEquals(0xff0000ff, image.getRGB(10, 10));
    assertEquals(0xff00ff00, image.getRGB(290, 110));
  }

  @Test
  void anAnimatedImageIsAtItsFirstFrame() {
    // Red, green and blue, each for 40 ms.
    String gif =
        "R0lGODlhFAAUAIEAAP8AAAAAAAAAAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQABAAAACwAAAAAFAAUAAAIIgAB"
            + "CBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgzatxoMSAAIfkEAQQAAQAsAAAAABQAFACBAP8AAAAAAAAAAA"
            + "AACCIAAQgcSLCgwYMIEypcyLChw4cQI0qcSLGixYsYM2rcaDEgACH5BAEEAAEALAAAAAAUABQAgQAA/wAA"
            + "AAAAAAAAAAgiAAEIHEiwoMGDCBMqXMiwocOHECNKnEixosWLGDNq3GgxIAA7";
    Captures page = Captures.ofHtml("<img src='data:image/gif;base64," + gif + "'>");
    for (int delay = 0; delay < 3; delay++) {
      var image = shots.image(page.with("delay", 0.05 + delay * 0.04));
      assertEquals(0xffff0000, image.getRGB(15, 15));
    }
  }

  @Test
  void timersFireAndTheClockStands() {
    Captures page =
        Captures.ofHtml(
            "<script>const t=Date.now();setTimeout(()=>document.title="
                + "[Date.now()===t,new Date(5).getTime(),new Date() instanceof Date,"
                + "Date.UTC(1970,0,1),typeof Date()],60)</script>");
    assertEquals(
        "true,5,true,0,string", shots.title(page.with("deterministic", true).with("delay", 0.2)));
  }

  @Test
  void aPdfKeepsItsLengthAndLosesItsTime() {
    byte[] pdf =
        "/CreationDate (D:20261121065154+00'00')\n/ModDate (D:20261121065154-01'30')>>"
            .getBytes(StandardCharsets.ISO_8859_1);
    String same = new String(Deterministic.pdf(pdf), StandardCharsets.ISO_8859_1);
    assertEquals(
        "/CreationDate (D:20260101000000+00'00')\n/ModDate (D:20260101000000+00'00')>>", same);
  }

  @Test
  void aNameThatGoesOverTwoLinesIsRenamedToo() {
    String made =
        """
        Date: Sat, 21 Nov 2026 06:51:54 GMT
        Content-Type: multipart/related; boundary="----MultipartBoundary--RRD----"
        Content-ID: <frame-C0FC8DA648F040FC0516E7B528AD61AB@mhtml.blink>

        src=3D"cid:frame-C0FC8DA648F0=
        40FC0516E7B528AD61AB@mhtml.blink"
        """
            .replace("\n", "\r\n");
    String same =
        new String(
            Archive.timeless(made.getBytes(StandardCharsets.ISO_8859_1)),
            StandardCharsets.ISO_8859_1);
    assertFalse(same.contains("2026 06:51"), same);
    assertFalse(same.contains("RRD"), same);
    assertEquals(3, same.split("frame-000000000000", -1).length, same);
    assertFalse(same.contains("40FC0516"), same);
  }
}
