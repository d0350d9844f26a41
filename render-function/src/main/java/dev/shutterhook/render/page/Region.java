package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a page is in the picture.
 *
 * @param x CSS pixels from the page's left edge, wherever it is scrolled to; fractions are cut off
 *     by the browser as it cuts off an element's
 * @param y CSS pixels from the page's top edge
 * @param width CSS pixels, positive
 * @param height CSS pixels, positive
 * @param scale device pixels per CSS pixel
 */
record Region(double x, double y, int width, int height, double scale) {
  /** WebP's own limit (RFC 9649, section 2.6). Beyond it the call succeeds, its data is empty. */
  static final int MAX_WEBP_PIXELS = 16_383;

  /** The encoder's own limit (jmorecfg.h). Beyond it the call succeeds, its data is empty. */
  static final int MAX_JPEG_PIXELS = 65_500;

  /**
   * Of all pixels together. Measured with pages of 1280 px: right to 112 million at once, parts
   * missing at 164 million. This many take the browser 700 MB, of the 2 GB that a function has.
   */
  static final long MAX_PIXELS = 100_000_000;

  /** A higher PNG is taken in parts: one of 40,000 px at once takes the browser 260 MB more. */
  static final int MAX_PART_PIXELS = Viewport.MAX_SURFACE_PIXELS;

  /** About as high is a part, in device pixels. */
  static final int PART_PIXELS = 8_192;

  /** Parts are as many CSS pixels high, times a whole number: with every usual scale no seam. */
  private static final int PART_UNIT = 1_000;

  Region {
    if (!(x >= 0) || !(y >= 0) || width <= 0 || height <= 0 || !(scale > 0)) {
      throw new IllegalArgumentException("a region lies on the page and has a size");
    }
  }

  /** What the viewport shows of a page that is not scrolled. */
  static Region of(Viewport viewport) {
    return new Region(0, 0, viewport.width(), viewport.height(), viewport.scale());
  }

  /** The same from its top left corner, as wide and as high as that. */
  Region cutTo(int wide, int high) {
    return new Region(x, y, wide, high, scale);
  }

  /** Whether it is just what the viewport shows of a page that is not scrolled. */
  boolean fills(Viewport viewport) {
    return x == 0 && y == 0 && width == viewport.width() && height == viewport.height();
  }

  /** In device pixels. */
  int pixelWidth() {
    return (int) Math.round(width * scale);
  }

  /** In device pixels. */
  int pixelHeight() {
    return (int) Math.round(height * scale);
  }

  /** What it is taken in as a PNG, from top to bottom: itself, or parts without a seam. */
  List<Region> parts() {
    double unit = PART_UNIT * scale;
    if (pixelHeight() <= MAX_PART_PIXELS || unit != Math.rint(unit) || y != Math.rint(y)) {
      return List.of(this);
    }
    int step = PART_UNIT * (int) Math.max(1, Math.floor(PART_PIXELS / unit));
    List<Region> parts = new ArrayList<>();
    for (int from = 0; from < height; from += step) {
      parts.add(new Region(x, y + from, width, Math.min(step, height - from), scale));
    }
    return parts;
  }

  /** Why it cannot be a picture: the browser would call an empty or blank one a success. */
  Optional<Failure> fault(List<Format> formats) {
    return formats.stream().flatMap(format -> fault(format).stream()).findFirst();
  }

  private Optional<Failure> fault(Format format) {
    long wide = Math.round(width * scale);
    long high = Math.round(height * scale);
    int most =
        switch (format) {
          case WEBP -> MAX_WEBP_PIXELS;
          case JPEG -> MAX_JPEG_PIXELS;
          case PNG, PDF, HTML, MHTML, TEXT -> Integer.MAX_VALUE;
        };
    if (!format.picture() || (Math.max(wide, high) <= most && wide * high <= MAX_PIXELS)) {
      return Optional.empty();
    }
    String limit =
        Math.max(wide, high) > most
            ? "%,d px either way fit %s".formatted(most, format.extension())
            : "%,d px together fit a picture".formatted(MAX_PIXELS);
    String detail = "It has %d x %d px; at most %s.".formatted(wide, high, limit);
    return Optional.of(Failure.of(FailureCode.PAGE_TOO_LARGE, detail));
  }
}
