package dev.shutterhook.render.print;

import dev.shutterhook.core.options.Pdf;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The parameters of {@code Page.printToPDF}; lengths are in inches. */
final class Sheets {
  /** An empty text would mean Chromium's own header, with date and title. */
  private static final String NOTHING = "<span></span>";

  private Sheets() {}

  static Map<String, Object> params(Pdf pdf) {
    Map<String, Object> params = new HashMap<>();
    params.put("transferMode", "ReturnAsStream");
    params.put("paperWidth", pdf.sheetWidth().inches());
    params.put("paperHeight", pdf.sheetHeight().inches());
    params.put("landscape", pdf.landscape());
    params.put("marginTop", pdf.margin().top().inches());
    params.put("marginRight", pdf.margin().right().inches());
    params.put("marginBottom", pdf.margin().bottom().inches());
    params.put("marginLeft", pdf.margin().left().inches());
    params.put("scale", pdf.scale());
    params.put("printBackground", pdf.printBackground());
    params.put("pageRanges", Objects.requireNonNullElse(pdf.pageRanges(), ""));
    params.put("displayHeaderFooter", pdf.headerHtml() != null || pdf.footerHtml() != null);
    params.put("headerTemplate", Objects.requireNonNullElse(pdf.headerHtml(), NOTHING));
    params.put("footerTemplate", Objects.requireNonNullElse(pdf.footerHtml(), NOTHING));
    params.put("generateDocumentOutline", pdf.outline());
    // Bookmarks are made of the structure's headings: without it there are none.
    params.put("generateTaggedPDF", pdf.tagged() || pdf.outline());
    return params;
  }
}
