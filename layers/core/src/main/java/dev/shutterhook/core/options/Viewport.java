package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The window that the page sees.
 *
 * @param width CSS pixels
 * @param height CSS pixels
 * @param scale device pixels per CSS pixel
 * @param mobile whether the page gets a mobile layout: its viewport tag counts, scroll bars overlay
 * @param touch whether the page is touched
 * @param device the preset that it was made from; null for none
 */
public record Viewport(
    int width,
    int height,
    double scale,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean mobile,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean touch,
    @Nullable String device) {
  public static final Range WIDTH = new Range(16, 7_680, "px");
  public static final Range HEIGHT = new Range(16, 7_680, "px");
  public static final Range SCALE = new Range(0.1, 4, "");
  public static final Viewport DEFAULT = of(1_280, 800, 1);

  /** A surface of more device pixels than this is not drawn at once: Chromium leaves it blank. */
  public static final int MAX_SURFACE_PIXELS = 16_384;

  private static final double RETINA = 2;

  public Viewport {
    WIDTH.require("width", width);
    HEIGHT.require("height", height);
    SCALE.require("scale", scale);
    if (Math.max(width, height) * scale > MAX_SURFACE_PIXELS) {
      throw new IllegalArgumentException("width and height times scale exceed the surface");
    }
  }

  /** A desktop's window. */
  public static Viewport of(int width, int height, double scale) {
    return new Viewport(width, height, scale, false, false, null);
  }

  static Viewport read(Fields fields) {
    Optional<Device> device = fields.parsed("device", Device.MAX_NAME_BYTES, Device::parse);
    boolean landscape = fields.flag("landscape", false);
    Viewport preset = device.map(d -> preset(d, landscape)).orElse(DEFAULT);
    int width = fields.integer("width", WIDTH).orElse(preset.width);
    int height = fields.integer("height", HEIGHT).orElse(preset.height);
    double scale = scale(fields, preset);
    if (Math.max(width, height) * scale > MAX_SURFACE_PIXELS) {
      fields.fault(
          "scale", "times width and height must stay within " + MAX_SURFACE_PIXELS + " px");
      return DEFAULT;
    }
    boolean turned = landscape && height > width;
    return new Viewport(
        turned ? height : width,
        turned ? width : height,
        scale,
        fields.flag("mobile", preset.mobile),
        fields.flag("touch", preset.touch),
        preset.device);
  }

  private static double scale(Fields fields, Viewport preset) {
    boolean retina = fields.flag("retina", false);
    if (retina && fields.given("scale")) {
      fields.fault("retina", "cannot be given together with scale");
    }
    return fields.number("scale", SCALE).orElse(retina ? RETINA : preset.scale);
  }

  private static Viewport preset(Device device, boolean landscape) {
    return new Viewport(
        landscape ? device.landscapeWidth() : device.width(),
        landscape ? device.landscapeHeight() : device.height(),
        Math.min(device.scale(), SCALE.most()),
        device.mobile(),
        device.touch(),
        device.id());
  }
}
