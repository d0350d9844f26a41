/** Pictures as bytes: PNGs read row by row, and joined without being held as pixels. */
@NullMarked
package dev.shutterhook.render.picture;

import org.jspecify.annotations.NullMarked;
