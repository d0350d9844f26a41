/** What a client changes in a page: its style, by its own script, by clicks. */
@NullMarked
package dev.shutterhook.render.change;

import org.jspecify.annotations.NullMarked;
