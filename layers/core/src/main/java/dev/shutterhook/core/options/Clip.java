package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.util.Optional;

/**
 * A part of the page, from the page's top left corner.
 *
 * @param x CSS pixels
 * @param y CSS pixels
 * @param width CSS pixels
 * @param height CSS pixels
 */
public record Clip(int x, int y, int width, int height) {
  public static final Range PLACE = new Range(0, Extent.MAX_HEIGHT_PIXELS, "px");
  public static final Range SIZE = new Range(1, Extent.MAX_HEIGHT_PIXELS, "px");

  public Clip {
    PLACE.require("x", x);
    PLACE.require("y", y);
    SIZE.require("width", width);
    SIZE.require("height", height);
  }

  static Optional<Clip> read(Fields fields) {
    int x = required(fields, "x", PLACE);
    int y = required(fields, "y", PLACE);
    int width = required(fields, "width", SIZE);
    int height = required(fields, "height", SIZE);
    return x < 0 || y < 0 || width < 0 || height < 0
        ? Optional.empty()
        : Optional.of(new Clip(x, y, width, height));
  }

  private static int required(Fields fields, String name, Range range) {
    if (!fields.given(name)) {
      fields.fault(name, "is required");
    }
    return fields.integer(name, range).orElse(-1);
  }
}
