package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is scrolled to before it is taken: an element, or pixels from the top.
 *
 * @param selector of the element; null for pixels
 * @param y CSS pixels from the top; null for an element
 */
public record ScrollTo(@Nullable String selector, @Nullable Integer y) {
  public static final Range Y = new Range(0, Extent.MAX_HEIGHT_PIXELS, "px");

  public ScrollTo {
    if ((selector == null) == (y == null)) {
      throw new IllegalArgumentException("a selector or pixels");
    }
    if (y != null) {
      Y.require("scroll_to", y);
    }
  }

  /** From a request or a message: a text or a number. */
  @JsonCreator
  static ScrollTo of(Object value) {
    return value instanceof Number pixels
        ? new ScrollTo(null, pixels.intValue())
        : new ScrollTo(value.toString(), null);
  }

  /** As a client spells it. */
  @JsonValue
  Object value() {
    return selector == null ? String.valueOf(y).transform(Integer::valueOf) : selector;
  }

  static @Nullable ScrollTo read(Fields fields) {
    if (fields.given("scroll_to", JsonNodeType.NUMBER)) {
      return fields.integer("scroll_to", Y).map(y -> new ScrollTo(null, y)).orElse(null);
    }
    return fields
        .parsed("scroll_to", Text.MAX_BYTES, Text::plain)
        .map(selector -> new ScrollTo(selector, null))
        .orElse(null);
  }
}
