/** What a page says to its reader. */
@NullMarked
package dev.shutterhook.render.text;

import org.jspecify.annotations.NullMarked;
