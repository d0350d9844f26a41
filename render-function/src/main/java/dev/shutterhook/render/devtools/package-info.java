/** The DevTools protocol over a pipe: commands with a deadline, events in order, typed domains. */
@NullMarked
package dev.shutterhook.render.devtools;

import org.jspecify.annotations.NullMarked;
