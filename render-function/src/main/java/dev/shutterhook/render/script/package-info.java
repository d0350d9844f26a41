/** JavaScript of ours and of clients, run inside a page. */
@NullMarked
package dev.shutterhook.render.script;

import org.jspecify.annotations.NullMarked;
