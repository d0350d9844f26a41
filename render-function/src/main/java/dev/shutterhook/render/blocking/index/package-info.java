/** Lists as they lie in the jar: found by hash, and read only where a request touches them. */
@NullMarked
package dev.shutterhook.render.blocking.index;

import org.jspecify.annotations.NullMarked;
