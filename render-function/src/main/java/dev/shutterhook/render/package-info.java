/** The handler that takes render orders from the queue and answers with pictures and reports. */
@NullMarked
package dev.shutterhook.render;

import org.jspecify.annotations.NullMarked;
