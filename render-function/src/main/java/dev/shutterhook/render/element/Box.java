package dev.shutterhook.render.element;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An element's border box on its page, and the point in the window where it can be clicked.
 *
 * @param left CSS pixels from the page's left edge
 * @param top CSS pixels from the page's top edge
 * @param right CSS pixels from the page's left edge
 * @param bottom CSS pixels from the page's top edge
 * @param clickX CSS pixels from the window's left edge
 * @param clickY CSS pixels from the window's top edge
 */
public record Box(
    double left, double top, double right, double bottom, double clickX, double clickY) {

  static Box read(JsonNode seen) {
    return new Box(
        seen.path("left").asDouble(),
        seen.path("top").asDouble(),
        seen.path("right").asDouble(),
        seen.path("bottom").asDouble(),
        seen.path("clickX").asDouble(),
        seen.path("clickY").asDouble());
  }
}
