/** Which requests of a page are not sent, and which of its elements are not shown. */
@NullMarked
package dev.shutterhook.render.blocking;

import org.jspecify.annotations.NullMarked;
