package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.Extent;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import java.time.Duration;

/**
 * Makes a page show all that it has, and lays it out for one picture of all of it. The window keeps
 * its size, so what is as high as the window stays so.
 *
 * <p>Where things go: a bar at the window's top is at the page's top, one at its bottom at the
 * page's bottom, what sticks is in its place, an app's one inner scroller is as high as its
 * content, and a background that is fixed goes with its box, as on phones.
 */
final class WholePage {
  /**
   * Views of a page that are scrolled to at once; the highest picture has 164 halves of windows.
   */
  static final int MAX_STEPS = 192;

  /** Bottoms that a page which loads more at its bottom is followed to. */
  static final int MAX_PASSES = 12;

  /** CSS pixels to which a page may grow as it is scrolled, where the client names no height. */
  static final int MAX_GROWN = 20_000;

  static final Duration MAX_SWEEP = Duration.ofSeconds(5);

  /** For the images that the sweep has called and the way back. */
  static final Duration MAX_LAYOUT = Duration.ofSeconds(2);

  private final Tab tab;
  private final Waiting waiting;
  private final Shutter shutter;
  private final Viewport viewport;

  WholePage(Tab tab, Waiting waiting, Shutter shutter, Viewport viewport) {
    this.tab = tab;
    this.waiting = waiting;
    this.shutter = shutter;
    this.viewport = viewport;
  }

  /**
   * A page that was shown whole.
   *
   * @param width of what goes into the picture, CSS pixels
   * @param height of what goes into the picture, CSS pixels
   * @param truncated whether the page goes on beyond it
   * @param inTime false where the bounded time was not enough
   */
  record Shown(int width, int height, boolean truncated, boolean inTime) {}

  Shown show(Extent extent) {
    int grown = extent.maxHeight() == null ? MAX_GROWN : extent.maxHeight();
    Deadline limit = tab.deadline().within(MAX_SWEEP);
    try {
      JsonNode swept = sweep(grown, limit);
      int most = extent.maxHeight() == null ? swept.path("limit").asInt() : grown;
      Deadline end = tab.deadline().within(MAX_LAYOUT);
      JsonNode whole = tab.run(PageScript.WHOLE, end, most, Region.MAX_PART_PIXELS, sooner(end));
      int height = whole.path("height").asInt();
      boolean inTime = swept.path("inTime").asBoolean() && whole.path("inTime").asBoolean();
      int width = whole.path("width").asInt();
      return shown(width, height, most, inTime);
    } catch (TimedOut e) {
      int height = shutter.pageHeight();
      return shown(1, height, grown, false);
    }
  }

  private Shown shown(int width, int height, int most, boolean inTime) {
    int wide = Math.max(width, viewport.width());
    int widest = (int) (Viewport.MAX_SURFACE_PIXELS / viewport.scale());
    return new Shown(
        Math.min(wide, widest),
        Math.max(1, Math.min(height, most)),
        height > most || wide > widest,
        inTime);
  }

  private JsonNode sweep(int grown, Deadline limit) {
    int from = 0;
    for (int pass = 1; ; pass++) {
      long changes = tab.signals().now().traffic().changes();
      JsonNode swept =
          tab.run(
              PageScript.SWEEP,
              limit,
              from,
              grown,
              Extent.MAX_HEIGHT_PIXELS,
              MAX_STEPS,
              sooner(limit));
      boolean loads = tab.signals().now().traffic().changes() != changes;
      boolean over = !swept.path("bottom").asBoolean() || pass == MAX_PASSES;
      int height = swept.path("height").asInt();
      if (over || !loads || height >= swept.path("limit").asInt() || !waiting.quiet(limit)) {
        return swept;
      }
      from = Math.max(0, height - swept.path("window").asInt());
    }
  }

  /** The script gives up a little sooner than its caller, to say so itself. */
  private static long sooner(Deadline limit) {
    return Math.max(1, limit.left().toMillis() * 9 / 10);
  }
}
