package dev.shutterhook.render.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Pdf;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.print.Print.Made;
import dev.shutterhook.render.print.Print.NotMade;
import dev.shutterhook.render.script.Script;
import dev.shutterhook.render.script.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Makes documents of a page that is ready. */
public final class Press {
  /** A larger PDF is refused: it has to be held in memory until it is in the bucket. */
  public static final int MAX_PDF_BYTES = 128 << 20;

  /** Of a PDF, in one message of the browser. */
  static final int CHUNK_BYTES = 1 << 20;

  private static final Script MARKUP = Script.beside(Press.class, "markup.js");

  private final World world;

  public Press(World world) {
    this.world = world;
  }

  /**
   * The document as it stands: its doctype and its elements, with open shadow roots as templates
   * (HTML, section 8.5.1), so that a browser that runs no script shows them too.
   */
  public Print markup() {
    String html = world.run(MARKUP, world.session().deadline()).asText();
    return new Made(html.getBytes(StandardCharsets.UTF_8));
  }

  /** The document and everything that it shows in one file (RFC 2557). */
  public Print archive() {
    JsonNode answer =
        world
            .session()
            .call(
                "Page.captureSnapshot",
                Map.of("format", Format.MHTML.extension()),
                world.session().deadline());
    return new Made(answer.path("data").asText().getBytes(StandardCharsets.UTF_8));
  }

  /** The page on sheets of paper. */
  public Print sheets(Pdf pdf) {
    Session session = world.session();
    try {
      JsonNode answer = session.call("Page.printToPDF", Sheets.params(pdf), session.deadline());
      return read(session, answer.path("stream").asText());
    } catch (Refused e) {
      return refused(e);
    }
  }

  private static Print read(Session session, String stream) {
    Map<String, Object> next = Map.of("handle", stream, "size", CHUNK_BYTES);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try {
      while (whole.size() <= MAX_PDF_BYTES) {
        JsonNode chunk = session.call("IO.read", next, session.deadline());
        whole.writeBytes(Base64.getDecoder().decode(chunk.path("data").asText()));
        if (chunk.path("eof").asBoolean()) {
          return new Made(whole.toByteArray());
        }
      }
    } finally {
      session.tell("IO.close", Map.of("handle", stream));
    }
    String detail = "Its PDF has more than %d bytes.".formatted(MAX_PDF_BYTES);
    return new NotMade(Failure.of(FailureCode.PAGE_TOO_LARGE, detail));
  }

  /** The browser's own words of its two complaints that depend on the page. */
  private static Print refused(Refused why) {
    String reason = String.valueOf(why.getMessage());
    if (reason.contains("Page range")) {
      return nothing("The document has none of the pages that pdf.page_ranges names.");
    }
    if (reason.contains("content area is empty")) {
      return nothing("The margins leave no room on the sheet.");
    }
    throw why;
  }

  private static Print nothing(String message) {
    return new NotMade(new Failure(FailureCode.NOT_A_PAGE, message, false));
  }
}
