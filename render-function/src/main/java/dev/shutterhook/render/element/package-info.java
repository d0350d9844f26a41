/** Elements of a page, found by a client's selectors. */
@NullMarked
package dev.shutterhook.render.element;

import org.jspecify.annotations.NullMarked;
