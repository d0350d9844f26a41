package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;

/**
 * The window that the page sees.
 *
 * @param width CSS pixels
 * @param height CSS pixels
 * @param scale device pixels per CSS pixel
 */
public record Viewport(int width, int height, double scale) {
  public static final Range WIDTH = new Range(16, 7_680, "px");
  public static final Range HEIGHT = new Range(16, 7_680, "px");
  public static final Range SCALE = new Range(0.1, 4, "");
  public static final Viewport DEFAULT = new Viewport(1_280, 800, 1);

  /** A picture of more device pixels than Chromium's largest surface has comes out blank. */
  public static final int MAX_SURFACE_PIXELS = 16_384;

  public Viewport {
    WIDTH.require("width", width);
    HEIGHT.require("height", height);
    SCALE.require("scale", scale);
    if (Math.max(width, height) * scale > MAX_SURFACE_PIXELS) {
      throw new IllegalArgumentException("width and height times scale exceed the surface");
    }
  }

  static Viewport read(Fields fields) {
    int width = fields.integer("width", WIDTH).orElse(DEFAULT.width);
    int height = fields.integer("height", HEIGHT).orElse(DEFAULT.height);
    double scale = fields.number("scale", SCALE).orElse(DEFAULT.scale);
    if (Math.max(width, height) * scale > MAX_SURFACE_PIXELS) {
      fields.fault(
          "scale", "times width and height must stay within " + MAX_SURFACE_PIXELS + " px");
      return DEFAULT;
    }
    return new Viewport(width, height, scale);
  }
}
