/** A page to capture and a receiver to tell, so that the first capture needs nothing else. */
@NullMarked
package dev.shutterhook.localrunner.sample;

import org.jspecify.annotations.NullMarked;
