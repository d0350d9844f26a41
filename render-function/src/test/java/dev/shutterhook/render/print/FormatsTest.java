package dev.shutterhook.render.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.page.Picture;
import dev.shutterhook.render.page.Shot.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: Chromium, the egress guard (open), HTTP servers on loopback. Double: nothing. */
@ExtendWith(Shots.Shared.class)
class FormatsTest {
  private static final int CLEAR = 0;
  private static final int WHITE = 0xffffffff;
  private static final int RED = 0xffff0000;

  private final Shots shots;

  FormatsTest(Shots shots) {
    this.shots = shots;
  }

  @Test
  void makesEveryFormatOfOneLoadInTheOrderOfTheRequest() {
    try (Site site = Site.open()) {
      site.with("/", "<title>once</title><h1>Hello</h1>");
      List<String> asked = List.of("pdf", "webp", "html", "jpeg", "text", "mhtml", "png");
      Taken taken = shots.taken(Captures.of(site.url("/")).with("format", asked));
      assertEquals(
          List.of(
              Format.PDF,
              Format.WEBP,
              Format.HTML,
              Format.JPEG,
              Format.TEXT,
              Format.MHTML,
              Format.PNG),
          taken.pictures().stream().map(Picture::format).toList());
      assertEquals(1, site.asked("/").size());
      assertEquals(1_280, Shots.image(taken, 6).getWidth());
    }
  }

  @Test
  void writesTheDocumentAsItStandsWithItsShadowRoots() {
    String html =
        "<!DOCTYPE html><html lang=\"de\"><body><p>served</p><x-a></x-a><script>"
            + "document.querySelector('p').textContent='changed & <kept>';"
            + "const root=document.querySelector('x-a').attachShadow({mode:'open'});"
            + "root.innerHTML='<b>in the shadow</b>'</script></body></html>";
    String made = Shots.text(shots.taken(Captures.ofHtml(html).as(Format.HTML)), Format.HTML);
    assertTrue(made.startsWith("<!DOCTYPE html>\n<html lang=\"de\"><head></head><body>"), made);
    assertTrue(made.contains("<p>changed &amp; &lt;kept&gt;</p>"), made);
    assertTrue(
        made.contains("<x-a><template shadowrootmode=\"open\"><b>in the shadow</b></template>"),
        made);
    assertTrue(made.endsWith("</html>"), made);
  }

  @Test
  void showsItsOwnMarkupTheSameWayAgain() {
    String html =
        "<!doctype html><body style='margin:0'><div id=a></div><script>"
            + "document.getElementById('a').attachShadow({mode:'open'}).innerHTML="
            + "'<div style=\"background:#f00;height:99px\">'</script>";
    String made = Shots.text(shots.taken(Captures.ofHtml(html).as(Format.HTML)), Format.HTML);
    Captures again = Captures.ofHtml(made).with("javascript", false);
    assertEquals(RED, shots.image(again).getRGB(50, 50));
  }

  @Test
  void archivesThePageWithItsImages() {
    try (Site site = Site.open()) {
      site.with("/", "<title>kept</title><link rel=stylesheet href=/style.css>");
      site.with("/style.css", 200, java.util.Map.of("Content-Type", "text/css"), "b{color:teal}");
      Taken taken = shots.taken(Captures.of(site.url("/")).as(Format.MHTML));
      String made = Shots.text(taken, Format.MHTML);
      assertTrue(made.contains("Content-Type: multipart/related"), made);
      assertTrue(made.contains("Content-Location: " + site.url("/style.css")), made);
      assertTrue(made.contains("color: teal"), made);
    }
  }

  @Test
  void leavesOutTheBackgroundOfFormatsThatCanBeClear() {
    String html = "<body style='margin:0'><div style='width:90px;height:90px;background:#f00'>";
    Taken taken =
        shots.taken(
            Captures.ofHtml(html)
                .with("format", List.of("png", "jpeg", "webp"))
                .with("omit_background", true));
    assertEquals(CLEAR, Shots.image(taken, 0).getRGB(640, 400));
    assertEquals(RED, Shots.image(taken, 0).getRGB(45, 45));
    assertEquals(WHITE, Shots.image(taken, 1).getRGB(640, 400));
    byte[] webp = Shots.bytes(taken, Format.WEBP);
    // RFC 9649, section 2.7: an extended file whose flags say that it has alpha.
    assertEquals('X', webp[15]);
    assertFalse((webp[20] & 0x10) == 0, "no alpha");
  }
}
