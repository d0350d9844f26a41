/** What a page is made to believe of its visitor and the visitor's machine. */
@NullMarked
package dev.shutterhook.render.emulation;

import org.jspecify.annotations.NullMarked;
