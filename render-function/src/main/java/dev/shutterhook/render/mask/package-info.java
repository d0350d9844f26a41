/** What of a page is painted over before its picture is taken. */
@NullMarked
package dev.shutterhook.render.mask;

import org.jspecify.annotations.NullMarked;
