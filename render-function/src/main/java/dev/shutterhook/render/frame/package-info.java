/** Frames that run in processes of their own. */
@NullMarked
package dev.shutterhook.render.frame;

import org.jspecify.annotations.NullMarked;
