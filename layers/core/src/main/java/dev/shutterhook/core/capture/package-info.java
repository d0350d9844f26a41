/** A capture: what was asked, how far it is, what came of it, and its table. */
@NullMarked
package dev.shutterhook.core.capture;

import org.jspecify.annotations.NullMarked;
