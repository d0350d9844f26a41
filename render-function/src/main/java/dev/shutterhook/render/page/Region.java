package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import java.util.List;
import java.util.Optional;

/**
 * What of a page is in the picture, from its top left corner.
 *
 * @param width CSS pixels
 * @param height CSS pixels
 * @param scale device pixels per CSS pixel
 */
record Region(int width, int height, double scale) {
  /** Measured: beyond it the call succeeds and its data is empty. */
  static final int MAX_WEBP_PIXELS = 16_383;

  static Region of(Viewport viewport) {
    return new Region(viewport.width(), viewport.height(), viewport.scale());
  }

  /** The same width down to the end of the page. */
  Region downTo(int pageHeight) {
    return new Region(width, Math.max(height, pageHeight), scale);
  }

  boolean exceeds(Viewport viewport) {
    return height > viewport.height();
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
