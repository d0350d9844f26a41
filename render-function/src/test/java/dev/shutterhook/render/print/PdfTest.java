package dev.shutterhook.render.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real: Chromium. Oracle: PDFBox, which reads and paints what Chromium has printed. */
@ExtendWith(Shots.Shared.class)
class PdfTest {
  private static final String CHAPTERS =
      "<title>Book</title>"
          + IntStream.rangeClosed(1, 4)
              .mapToObj(i -> "<h1>Chapter " + i + "</h1><p style='break-after:page'>text " + i)
              .collect(Collectors.joining());

  private static final String COLOURED =
      "<style>body{margin:0;background:#f00}@media screen{body{background:#00f}}</style>"
          + "<div style='height:1px'></div>";

  private final Shots shots;

  PdfTest(Shots shots) {
    this.shots = shots;
  }

  private interface Look<T> {
    T at(PDDocument document) throws IOException;
  }

  private <T> T look(String html, Object pdf, Look<T> look) throws IOException {
    return look(Captures.ofHtml(html).as(Format.PDF).with("pdf", pdf), look);
  }

  private <T> T look(Captures captures, Look<T> look) throws IOException {
    try (PDDocument document = Loader.loadPDF(Shots.bytes(shots.taken(captures), Format.PDF))) {
      return look.at(document);
    }
  }

  private static String text(PDDocument document) throws IOException {
    return new PDFTextStripper().getText(document);
  }

  /** A pixel of the first sheet, a pixel per point. */
  private static Look<String> pixel(int x, int y) {
    return document -> {
      BufferedImage sheet = new PDFRenderer(document).renderImage(0);
      return "%06x".formatted(sheet.getRGB(x, y) & 0xffffff);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                     | 595 | 842
          {"paper":"letter"}                     | 612 | 792
          {"paper":"a5","landscape":true}        | 595 | 420
          {"width":"10cm","height":"144pt"}      | 283 | 144
          """)
  void printsOnTheSheetThatWasAskedFor(String pdf, int width, int height) throws IOException {
    PDRectangle sheet = look("x", Json.tree(pdf), document -> document.getPage(0).getMediaBox());
    assertEquals(width, sheet.getWidth(), 1.5);
    assertEquals(height, sheet.getHeight(), 1.5);
  }

  @Test
  void printsThePagesThatWereAskedFor() throws IOException {
    String text = look(CHAPTERS, Map.of("page_ranges", "2,4-5"), PdfTest::text);
    assertFalse(text.contains("Chapter 1"), text);
    assertTrue(text.contains("Chapter 2"), text);
    assertFalse(text.contains("Chapter 3"), text);
    assertTrue(text.contains("Chapter 4"), text);
  }

  @Test
  void saysThatTheDocumentHasNotThosePages() {
    Failure failure =
        shots.missed(
            Captures.ofHtml(CHAPTERS).as(Format.PDF).with("pdf", Map.of("page_ranges", "90-95")));
    assertEquals(FailureCode.NOT_A_PAGE, failure.code());
    assertTrue(failure.message().contains("page_ranges"), failure.message());
    assertFalse(failure.retryable());
  }

  @Test
  void printsHeaderAndFooterAndNothingOfItsOwn() throws IOException {
    Map<String, Object> pdf =
        Map.of(
            "footer_html",
            "<p style='font-size:9px'>Sheet <i class=pageNumber></i> of <i class=totalPages></i>",
            "margin",
            "2cm");
    String text = look(CHAPTERS, pdf, PdfTest::text);
    assertTrue(text.contains("Sheet 1 of 5") || text.contains("Sheet 1 of 4"), text);
    assertFalse(text.contains("Book"), "Chromium's own header");
    String both =
        look(CHAPTERS, Map.of("header_html", "<p style='font-size:9px'>Top"), PdfTest::text);
    assertTrue(both.contains("Top"), both);
  }

  @Test
  void printsBackgroundsUnlessTheyAreUnwanted() throws IOException {
    Map<String, Object> edge = Map.of("margin", "0px");
    assertEquals("ff0000", look(COLOURED, edge, pixel(300, 400)));
    Map<String, Object> plain = Map.of("margin", "0px", "print_background", false);
    assertEquals("ffffff", look(COLOURED, plain, pixel(300, 400)));
  }

  @Test
  void printsAsScreenWhereThatIsAskedFor() throws IOException {
    Captures captures =
        Captures.ofHtml(COLOURED).as(Format.PDF).with("pdf", Map.of("margin", "0px"));
    assertEquals("0000ff", look(captures.with("media", "screen"), pixel(300, 400)));
  }

  @Test
  void keepsTheMargins() throws IOException {
    String html = "<body style='margin:0'><div style='background:#0f0;height:3000px'>";
    Map<String, Object> pdf = Map.of("margin", Map.of("top", "1in", "left", "0in"));
    assertEquals("ffffff", look(html, pdf, pixel(100, 60)));
    assertEquals("00ff00", look(html, pdf, pixel(100, 80)));
    assertEquals("00ff00", look(html, pdf, pixel(3, 80)));
    assertEquals("ffffff", look(html, pdf, pixel(590, 80)));
  }

  @Test
  void scalesTheContent() throws IOException {
    String html = "<body style='margin:0'><div style='background:#0f0;width:96px;height:96px'>";
    Map<String, Object> twice = Map.of("margin", "0in", "scale", 2);
    assertEquals("00ff00", look(html, twice, pixel(140, 140)));
    assertEquals("ffffff", look(html, Map.of("margin", "0in"), pixel(140, 140)));
  }

  @Test
  void marksHeadingsAndStructureOnlyWhereAskedFor() throws IOException {
    boolean plain =
        look(
            CHAPTERS,
            Map.of(),
            document ->
                document.getDocumentCatalog().getDocumentOutline() == null
                    && document.getDocumentCatalog().getStructureTreeRoot() == null);
    assertTrue(plain);
    String first =
        look(
            CHAPTERS,
            Map.of("outline", true),
            document ->
                document.getDocumentCatalog().getDocumentOutline().getFirstChild().getTitle());
    assertEquals("Chapter 1", first);
    assertNotNull(
        look(
            CHAPTERS,
            Map.of("tagged", true),
            document -> document.getDocumentCatalog().getStructureTreeRoot()));
  }

  @Test
  void readsADocumentOfManyChunks() throws IOException {
    String noise =
        "<script>for(let i=0;i<40;i++){const c=document.createElement('canvas');c.width=c.height=300;"
            + "const x=c.getContext('2d'),d=x.createImageData(300,300);"
            + "for(let k=0;k<d.data.length;k++)d.data[k]=k%4==3?255:Math.random()*256;"
            + "x.putImageData(d,0,0);const m=new Image();m.src=c.toDataURL();document.body.append(m)}"
            + "</script>";
    Captures captures = Captures.ofHtml("<body>" + noise).as(Format.PDF);
    byte[] bytes = Shots.bytes(shots.taken(captures), Format.PDF);
    assertTrue(bytes.length > 2 * Press.CHUNK_BYTES, bytes.length + " bytes");
    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertTrue(document.getNumberOfPages() > 3);
    }
  }
}
