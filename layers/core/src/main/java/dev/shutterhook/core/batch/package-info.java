/** Captures that were asked for together, and whether all of them have ended. */
@NullMarked
package dev.shutterhook.core.batch;

import org.jspecify.annotations.NullMarked;
