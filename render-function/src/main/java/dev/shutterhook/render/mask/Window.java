package dev.shutterhook.render.mask;

import java.util.Map;

/**
 * What of a page a picture shows.
 *
 * @param shown whether it is what the page's window shows, wherever that is scrolled to; {@code x}
 *     and {@code y} do not count then
 * @param x CSS pixels from the page's left edge
 * @param y CSS pixels from the page's top edge
 * @param width of the picture, in its own pixels
 * @param height of the picture, in its own pixels
 * @param scale of the picture's pixels per CSS pixel
 */
public record Window(boolean shown, double x, double y, int width, int height, double scale) {
  Map<String, Object> argument() {
    return Map.of(
        "window", shown, "x", x, "y", y, "width", width, "height", height, "scale", scale);
  }
}
