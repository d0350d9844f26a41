package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;

/**
 * How much of the page is in the picture.
 *
 * @param fullPage the whole page, not only the viewport
 */
public record Extent(boolean fullPage) {

  static Extent read(Fields fields) {
    return new Extent(fields.flag("full_page", false));
  }
}
