package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
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
  /** Measured: beyond it the call succeeds and its data is empty. */
  static final int MAX_WEBP_PIXELS = 16_383;

  Region {
    if (!(x >= 0) || !(y >= 0) || width <= 0 || height <= 0 || !(scale > 0)) {
      throw new IllegalArgumentException("a region lies on the page and has a size");
    }
  }

  /** What the viewport shows of a page that is not scrolled. */
  static Region of(Viewport viewport) {
    return new Region(0, 0, viewport.width(), viewport.height(), viewport.scale());
  }

  /** The same width down to the end of the page. */
  Region downTo(int pageHeight) {
    return new Region(x, y, width, Math.max(height, pageHeight), scale);
  }

  /** Whether it is just what the viewport shows of a page that is not scrolled. */
  boolean fills(Viewport viewport) {
    return x == 0 && y == 0 && width == viewport.width() && height == viewport.height();
  }

  /** Why it cannot be a picture: beyond its surface Chromium paints blank or repeated parts. */
  Optional<Failure> fault(List<Format> formats) {
    return formats.stream().flatMap(format -> fault(format).stream()).findFirst();
  }

  private Optional<Failure> fault(Format format) {
    int most = format == Format.WEBP ? MAX_WEBP_PIXELS : Viewport.MAX_SURFACE_PIXELS;
    long wide = Math.round(width * scale);
    long high = Math.round(height * scale);
    if (!format.picture() || Math.max(wide, high) <= most) {
      return Optional.empty();
    }
    String detail =
        "It has %d x %d px; at most %d px either way fit %s."
            .formatted(wide, high, most, format.extension());
    return Optional.of(Failure.of(FailureCode.PAGE_TOO_LARGE, detail));
  }
}
