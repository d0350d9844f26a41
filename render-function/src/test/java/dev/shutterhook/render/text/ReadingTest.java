package dev.shutterhook.render.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real: Chromium, the egress guard (open). Double: nothing. */
@ExtendWith(Shots.Shared.class)
class ReadingTest {
  private final Shots shots;

  ReadingTest(Shots shots) {
    this.shots = shots;
  }

  /** The browser's own reading is the oracle, but for its empty lines. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>a <b>b</b>\n c<br> d &nbsp; e</p>f<i>g</i> <span>h </span> i<div>j<div>k</div>l</div>m",
        "<table><caption>t<tr><td>a<td>b <b>c</b><tr><td>d<td>e</table>x",
        "<pre>a\n  b\tc\n\nd</pre><p style='white-space:pre-line'>e  f\n g</p>",
        "<ul><li>a<li>b <ul><li>c</ul></ul><h1>t</h1><button>x</button> <label>y</label>",
        "<p style='text-transform:uppercase'>stra\u00dfe</p><p style='text-transform:lowercase'>ABC",
        "a<b hidden>b</b> <i style='visibility:hidden'>c<b style='visibility:visible'>d</b></i>",
        "<div style='display:flex'><b>a</b><b>b</b></div><b style='display:inline-block'>c</b>d",
        "<div style='position:absolute'>a</div>b<div style='float:left'>c</div>d",
        "<p dir=rtl>\u0645\u0631\u062d\u0628\u0627 12</p><ruby>\u6f22<rt>kan</rt></ruby>\ud83d\ude00",
        "<details><summary>s</summary>a<p>b</details><details open><summary>s</summary><p>b</details>"
      })
  void readsALightDocumentAsTheBrowserDoes(String html) {
    String page = "<!doctype html><body>" + html;
    String js = "document.title = encodeURIComponent(document.body.innerText)";
    var taken =
        shots.taken(Captures.ofHtml(page).with("format", List.of("text", "html")).with("js", js));
    String theirs =
        URLDecoder.decode(taken.page().title(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"));
    assertEquals(theirs + "\n", Shots.text(taken, Format.TEXT));
  }

  @Test
  void hasOneLineEndWhereAPageSaysNothing() {
    Captures blank = Captures.ofHtml("<img>").as(Format.TEXT);
    assertEquals("\n", Shots.text(shots.taken(blank), Format.TEXT));
  }

  @Test
  void cutsAVeryLongTextAndSaysSo() {
    String js = "document.body.textContent = '\u6f22'.repeat(3 << 20)";
    Captures longest = Captures.ofHtml("<body>").with("js", js).as(Format.TEXT);
    byte[] file = Shots.bytes(shots.taken(longest), Format.TEXT);
    String end = "\u6f22\n" + Reading.CUT + "\n";
    assertTrue(new String(file, StandardCharsets.UTF_8).endsWith(end));
    assertTrue(file.length <= Reading.MAX_BYTES + Reading.CUT.length() + 2, file.length + " bytes");
    assertTrue(file.length > Reading.MAX_BYTES - 3, file.length + " bytes");
  }

  @Test
  void leavesOutLettersAndTheLinesThatAreEmptyThen() {
    BitSet without = new BitSet();
    without.set(0, 5);
    without.set(9, 11);
    Reading reading = new Reading(List.of("12:45", "at 12"), false);
    assertEquals("at\n", new String(reading.file(without), StandardCharsets.UTF_8));
  }
}
