package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.script.Script;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same page, the same bytes: the clock stands, random numbers repeat, nothing moves, and a
 * document does not say when it was made. Timers still fire, so that pages get ready. Not reached
 * are the clocks of workers, and what a page counts in frames or intervals.
 *
 * @param wanted whether the client asked for it; nothing is done otherwise
 */
record Deterministic(boolean wanted) {
  /** The time in every page, as a PDF writes it. */
  private static final String PDF_TIME = "D:20260101000000+00'00'";

  /** Runs before a document's own scripts: clock and random numbers. */
  private static final Script FROZEN = Script.beside(Deterministic.class, "frozen.js");

  private static final Pattern PDF_DATE =
      Pattern.compile("/(CreationDate|ModDate) \\(D:[0-9+\\-']{21}\\)");

  /** Tells a page, or a foreign frame that waits for it, what its documents begin with. */
  void begin(Session session) {
    if (wanted) {
      // Only a domain that is enabled runs scripts in new documents; a foreign frame's is not yet.
      session.tell("Page.enable", Map.of());
      session.tell("Page.addScriptToEvaluateOnNewDocument", Map.of("source", FROZEN.call()));
    }
  }

  /** Stills what moves in a page that is ready. */
  void still(Tab tab) {
    if (wanted) {
      tab.run(PageScript.STILL, tab.session().deadline());
    }
  }

  /** The same without the time and the numbers of its making. */
  Picture normalised(Picture picture) {
    if (!wanted) {
      return picture;
    }
    return switch (picture.format()) {
      case PDF -> new Picture(Format.PDF, pdf(picture.bytes()));
      case MHTML -> new Picture(Format.MHTML, Archive.timeless(picture.bytes()));
      case PNG, JPEG, WEBP, HTML, TEXT -> picture;
    };
  }

  /** In the same places: a PDF's table of objects counts bytes. */
  static byte[] pdf(byte[] bytes) {
    Matcher dates = PDF_DATE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    byte[] same = bytes.clone();
    byte[] time = PDF_TIME.getBytes(StandardCharsets.ISO_8859_1);
    while (dates.find()) {
      System.arraycopy(time, 0, same, dates.end() - 1 - time.length, time.length);
    }
    return same;
  }
}
