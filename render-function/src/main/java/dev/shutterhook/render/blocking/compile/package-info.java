/** Runs in the build: makes what the index reads of the lists' text. */
@NullMarked
package dev.shutterhook.render.blocking.compile;

import org.jspecify.annotations.NullMarked;
