package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.shutterhook.core.json.Packed;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a page is printed.
 *
 * @param paper the sheet; not used where width and height are given
 * @param width of the sheet instead of the paper's; null with height
 * @param height of the sheet instead of the paper's; null with width
 * @param landscape whether the sheet is turned
 * @param margin round the content
 * @param scale of the content, 0.1 to 2
 * @param printBackground whether backgrounds are printed
 * @param pageRanges for example {@code 1-3,5}; null for all
 * @param headerHtml printed on every sheet's top; Chromium fills elements of the classes date,
 *     title, url, pageNumber and totalPages
 * @param footerHtml the same at the bottom
 * @param outline whether headings become bookmarks
 * @param tagged whether it carries its structure, for screen readers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pdf(
    Paper paper,
    @Nullable Length width,
    @Nullable Length height,
    boolean landscape,
    Margin margin,
    double scale,
    boolean printBackground,
    @Nullable String pageRanges,
    @JsonSerialize(using = Packed.Serializer.class)
        @JsonDeserialize(using = Packed.Deserializer.class)
        @JsonProperty("header_html")
        @Nullable String headerHtml,
    @JsonSerialize(using = Packed.Serializer.class)
        @JsonDeserialize(using = Packed.Deserializer.class)
        @JsonProperty("footer_html")
        @Nullable String footerHtml,
    boolean outline,
    boolean tagged) {
  public static final Range SCALE = new Range(0.1, 2, "");

  /** Of a header's and of a footer's UTF-8. */
  public static final int MAX_TEMPLATE_BYTES = 16 * 1024;

  /** Characters of a list of pages. */
  public static final int MAX_RANGES_LENGTH = 200;

  public static final Pdf DEFAULT =
      new Pdf(Paper.A4, null, null, false, Margin.DEFAULT, 1, true, null, null, null, false, false);

  private static final Pattern RANGES =
      Pattern.compile("\\s*\\d{1,5}(-\\d{1,5})?\\s*(,\\s*\\d{1,5}(-\\d{1,5})?\\s*)*");

  /**
   * Empty space round the content.
   *
   * @param top of each sheet
   * @param right of each sheet
   * @param bottom of each sheet
   * @param left of each sheet
   */
  public record Margin(Length top, Length right, Length bottom, Length left) {
    /** Chromium's own: 1 cm. */
    static final Margin DEFAULT = all(Length.parse("1cm"));

    static Margin all(Length length) {
      return new Margin(length, length, length, length);
    }
  }

  public Pdf {
    SCALE.require("scale", scale);
    if ((width == null) != (height == null)) {
      throw new IllegalArgumentException("a sheet has a width and a height");
    }
    if (pageRanges != null && !RANGES.matcher(pageRanges).matches()) {
      throw new IllegalArgumentException("not a list of pages: " + pageRanges);
    }
  }

  /** The sheet's width as it is printed, not turned. */
  public Length sheetWidth() {
    return width == null ? paper.width() : width;
  }

  /** The sheet's height as it is printed, not turned. */
  public Length sheetHeight() {
    return height == null ? paper.height() : height;
  }

  static Pdf read(Fields fields) {
    Length width = length(fields, "width");
    Length height = length(fields, "height");
    if (fields.given("width") != fields.given("height")) {
      String other = fields.given("width") ? "height" : "width";
      fields.fault(other, "is required, as the other is given");
    }
    if (width != null && fields.given("paper")) {
      fields.fault("paper", "cannot be given together with width and height");
    }
    boolean sheet = width != null && height != null;
    Pdf pdf =
        new Pdf(
            fields.choice("paper", Paper.class).orElse(DEFAULT.paper),
            sheet ? width : null,
            sheet ? height : null,
            fields.flag("landscape", false),
            margin(fields),
            fields.number("scale", SCALE).orElse(DEFAULT.scale),
            fields.flag("print_background", DEFAULT.printBackground),
            fields.parsed("page_ranges", MAX_RANGES_LENGTH, Pdf::ranges).orElse(null),
            fields.text("header_html", MAX_TEMPLATE_BYTES).orElse(null),
            fields.text("footer_html", MAX_TEMPLATE_BYTES).orElse(null),
            fields.flag("outline", false),
            fields.flag("tagged", false));
    if (!pdf.hasRoom()) {
      fields.fault(width == null ? "margin" : "width", "leaves no room on the sheet");
    }
    return pdf;
  }

  /** Whether anything of the sheet is left within the margins. */
  private boolean hasRoom() {
    double across = (landscape ? sheetHeight() : sheetWidth()).inches();
    double along = (landscape ? sheetWidth() : sheetHeight()).inches();
    return across > margin.left().inches() + margin.right().inches()
        && along > margin.top().inches() + margin.bottom().inches();
  }

  private static Margin margin(Fields fields) {
    if (!fields.given("margin", JsonNodeType.OBJECT)) {
      return fields.parsed("margin", 32, Length::parse).map(Margin::all).orElse(Margin.DEFAULT);
    }
    return fields.inner("margin").map(Pdf::sides).orElse(Margin.DEFAULT);
  }

  private static Margin sides(Fields fields) {
    return new Margin(
        side(fields, "top"), side(fields, "right"), side(fields, "bottom"), side(fields, "left"));
  }

  private static Length side(Fields fields, String name) {
    Length given = length(fields, name);
    return given == null ? Margin.DEFAULT.top() : given;
  }

  private static @Nullable Length length(Fields fields, String name) {
    return fields.parsed(name, 32, Length::parse).orElse(null);
  }

  private static String ranges(String text) {
    if (!RANGES.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a list of pages like 1-3,5");
    }
    String plain = text.replaceAll("\\s", "");
    if (Pattern.compile(",").splitAsStream(plain).anyMatch(Pdf::runsBackwards)) {
      throw new IllegalArgumentException("must count from 1 and upwards, like 1-3,5");
    }
    return plain;
  }

  private static boolean runsBackwards(String range) {
    int dash = range.indexOf('-');
    int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
    int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
    return first < 1 || last < first;
  }
}
