/** Putting deliveries back on their way: the same message, by a new generation. */
@NullMarked
package dev.shutterhook.core.replay;

import org.jspecify.annotations.NullMarked;
