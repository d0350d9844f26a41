/** Compares what a page looks like with what it looked like. */
@NullMarked
package dev.shutterhook.monitor;

import org.jspecify.annotations.NullMarked;
