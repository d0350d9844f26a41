package dev.shutterhook.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * What can be expected of a document, pdf, html or mhtml.
 *
 * <table>
 * <caption>expectations</caption>
 * <tr><td>{@code text}, {@code without}<td>words that are in it, and words that are not
 * <tr><td>{@code pages}<td>of a pdf: a number or {@code [least, most]}
 * <tr><td>{@code paper}<td>of a pdf's first page: width and height in points
 * </table>
 */
final class DocumentOracle {
  /** Points: Chromium rounds paper to its own units. */
  private static final double PAPER_TOLERANCE = 1.5;

  private DocumentOracle() {}

  static List<String> judge(byte[] bytes, String format, JsonNode expect) throws IOException {
    if (format.equals("pdf")) {
      try (PDDocument document = Loader.loadPDF(bytes)) {
        List<String> faults = words(new PDFTextStripper().getText(document), expect);
        Oracle.outside("pages", expect.path("pages"), document.getNumberOfPages())
            .ifPresent(faults::add);
        if (expect.has("paper")) {
          paper(document.getPage(0).getMediaBox(), expect.path("paper"), faults);
        }
        return faults;
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    // A soft line break of quoted-printable (RFC 2045, section 6.7), as MHTML has them.
    return words(format.equals("mhtml") ? text.replace("=\r\n", "") : text, expect);
  }

  private static List<String> words(String text, JsonNode expect) {
    List<String> faults = new ArrayList<>();
    for (JsonNode word : expect.path("text")) {
      if (!text.contains(word.asText())) {
        faults.add("the text has no " + word);
      }
    }
    for (JsonNode word : expect.path("without")) {
      if (text.contains(word.asText())) {
        faults.add("the text has " + word);
      }
    }
    return faults;
  }

  private static void paper(PDRectangle box, JsonNode wanted, List<String> faults) {
    double wide = Math.abs(box.getWidth() - wanted.path(0).asDouble());
    double high = Math.abs(box.getHeight() - wanted.path(1).asDouble());
    if (Math.max(wide, high) > PAPER_TOLERANCE) {
      faults.add("the paper is " + box.getWidth() + " x " + box.getHeight() + " points");
    }
  }
}
