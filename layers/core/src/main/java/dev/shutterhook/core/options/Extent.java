package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import org.jspecify.annotations.Nullable;

/**
 * How much of the page is in the picture.
 *
 * @param fullPage the whole page, not only the viewport
 * @param maxHeight CSS pixels at which a whole page is cut; null for none but the formats' own
 * @param selector the box of the first element that it finds, instead of the viewport; null for
 *     none
 * @param clip a part of the page instead of the viewport; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Extent(
    boolean fullPage, @Nullable Integer maxHeight, @Nullable String selector, @Nullable Clip clip) {
  /** CSS pixels of the highest picture: what a JPEG can hold (ITU-T T.81, B.2.2). */
  public static final int MAX_HEIGHT_PIXELS = 65_535;

  public static final Range MAX_HEIGHT = new Range(16, MAX_HEIGHT_PIXELS, "px");

  /** What the viewport shows. */
  public static final Extent VIEWPORT = new Extent(false, null, null, null);

  /** All of the page. */
  public static final Extent FULL_PAGE = new Extent(true, null, null, null);

  public Extent {
    if (maxHeight != null) {
      MAX_HEIGHT.require("max_height", maxHeight);
    }
    if ((fullPage ? 1 : 0) + (selector == null ? 0 : 1) + (clip == null ? 0 : 1) > 1) {
      throw new IllegalArgumentException("one of full_page, selector and clip");
    }
  }

  static Extent read(Fields fields) {
    boolean fullPage = fields.flag("full_page", false);
    Integer maxHeight = fields.integer("max_height", MAX_HEIGHT).orElse(null);
    String selector = fields.parsed("selector", Text.MAX_BYTES, Text::plain).orElse(null);
    Clip clip = fields.inner("clip").flatMap(Clip::read).orElse(null);
    if (maxHeight != null && !fullPage) {
      fields.fault("max_height", "goes only with full_page");
    }
    if (fullPage && (selector != null || clip != null)) {
      fields.fault("full_page", "cannot be given together with selector or clip");
    } else if (selector != null && clip != null) {
      fields.fault("clip", "cannot be given together with selector");
    } else {
      return new Extent(fullPage, maxHeight, selector, clip);
    }
    return VIEWPORT;
  }
}
