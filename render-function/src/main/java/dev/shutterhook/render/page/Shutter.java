package dev.shutterhook.render.page;

import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.render.devtools.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Takes the picture of a page that is ready. */
final class Shutter {
  /** Bounds of the way through a page that loads as it is seen. */
  static final int MAX_SWEEP_STEPS = 64;

  static final Duration MAX_SWEEP = Duration.ofSeconds(4);

  private final Tab tab;

  Shutter(Tab tab) {
    this.tab = tab;
  }

  /**
   * Goes through the whole page once, so that everything in it loads.
   *
   * @return false where the bounded time was not enough
   */
  boolean sweep() {
    Deadline limit = tab.deadline().within(MAX_SWEEP);
    // The script gives up a little sooner than its caller, to say so itself.
    long millis = Math.max(1, limit.left().toMillis() * 9 / 10);
    return tab.run(PageScript.SWEEP, limit, MAX_SWEEP_STEPS, Viewport.MAX_SURFACE_PIXELS, millis)
        .path("inTime")
        .asBoolean();
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
    if (!region.fills(options.viewport())) {
      // It costs time, so it is asked for only where it is needed.
      shot.put("captureBeyondViewport", true);
      shot.put(
          "clip",
          Map.of(
              "x", region.x(),
              "y", region.y(),
              "width", region.width(),
              "height", region.height(),
              "scale", 1));
    }
    byte[] bytes = tab.session().bytes("Page.captureScreenshot", shot, "data");
    return new Picture(format, bytes);
  }
}
