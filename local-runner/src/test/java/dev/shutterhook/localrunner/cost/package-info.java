/** What captures cost, held against what the emulators say that they consumed. */
@NullMarked
package dev.shutterhook.localrunner.cost;

import org.jspecify.annotations.NullMarked;
