/** Documents that a page is made into: sheets of paper, its markup, and all of it in one file. */
@NullMarked
package dev.shutterhook.render.print;

import org.jspecify.annotations.NullMarked;
