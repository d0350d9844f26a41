package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shutterhook.core.render.Box;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page in which nothing counts as a change: one of the two.
 *
 * @param selector of elements, which are painted over before the picture is taken
 * @param box of the picture
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mask(@Nullable String selector, @Nullable Box box) {
  public Mask {
    if ((selector == null) == (box == null)) {
      throw new IllegalArgumentException("a mask is a selector or a rectangle");
    }
  }
}
