package dev.shutterhook.render.page;

import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes the picture of a page that is ready. */
final class Shutter {
  /** Device pixels of the longer side of a picture that is only looked at. */
  private static final int PROBE_PIXELS = 400;

  private final Tab tab;

  Shutter(Tab tab) {
    this.tab = tab;
  }

  /** How high the page is, in CSS pixels. */
  int pageHeight() {
    double height =
        tab.session()
            .call("Page.getLayoutMetrics", Map.of())
            .path("cssContentSize")
            .path("height")
            .asDouble();
    return (int) Math.ceil(height);
  }

  Picture take(Format format, CaptureOptions options, Region region) {
    Map<String, Object> shot = new HashMap<>();
    shot.put("format", format.name().toLowerCase(Locale.ROOT));
    if (format.lossy() && options.output().quality() != null) {
      shot.put("quality", options.output().quality());
    }
    List<Region> parts = format == Format.PNG ? region.parts() : List.of(region);
    if (parts.size() > 1) {
      return new Picture(format, joined(parts));
    }
    if (format == Format.PNG) {
      // Compressing is done by one thread for all pages. Measured: 0.84 of a small capture's CPU
      // time, 0.88 of a tall page's, and twice the bytes; the pixels are the same.
      shot.put("optimizeForSpeed", true);
    }
    if (!region.fills(options.viewport())) {
      clip(shot, region, 1);
    }
    return new Picture(format, bytes(shot));
  }

  /** A small PNG of a region, to look at its pixels. */
  byte[] probe(Region region) {
    double longest = Math.max(region.width(), region.height()) * region.scale();
    Map<String, Object> shot = new HashMap<>(Map.of("format", "png", "optimizeForSpeed", true));
    clip(shot, region, Math.min(1, PROBE_PIXELS / longest));
    return bytes(shot);
  }

  private byte[] joined(List<Region> parts) {
    // A page that hears of the sizes in between would lay itself out anew between two parts.
    return tab.scripts()
        .held(
            () ->
                Parts.joined(
                    parts,
                    part -> {
                      // It is compressed anew, so it need not be small.
                      Map<String, Object> shot =
                          new HashMap<>(Map.of("format", "png", "optimizeForSpeed", true));
                      clip(shot, part, 1);
                      return bytes(shot);
                    }));
  }

  /** It costs time, so it is asked for only where it is needed. */
  private static void clip(Map<String, Object> shot, Region region, double scale) {
    shot.put("captureBeyondViewport", true);
    shot.put(
        "clip",
        Map.of(
            "x", region.x(),
            "y", region.y(),
            "width", region.width(),
            "height", region.height(),
            "scale", scale));
  }

  private byte[] bytes(Map<String, Object> shot) {
    return tab.session().bytes("Page.captureScreenshot", shot, "data");
  }
}
