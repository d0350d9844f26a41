/** Runs of monitors: which are due, how they are started, and what goes when their time is over. */
@NullMarked
package dev.shutterhook.submit.tick;

import org.jspecify.annotations.NullMarked;
