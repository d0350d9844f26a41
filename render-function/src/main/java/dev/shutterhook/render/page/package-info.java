/** One page from navigation to picture: loaded, settled, shown whole, and taken. */
@NullMarked
package dev.shutterhook.render.page;

import org.jspecify.annotations.NullMarked;
