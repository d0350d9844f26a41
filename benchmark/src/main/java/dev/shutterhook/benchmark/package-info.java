/**
 * Figures beside a floor or a peer of the same run, as ratios: these are for people, no test reads
 * them.
 */
@NullMarked
package dev.shutterhook.benchmark;

import org.jspecify.annotations.NullMarked;
