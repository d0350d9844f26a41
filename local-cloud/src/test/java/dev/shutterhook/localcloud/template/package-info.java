/** The reader against small templates: what it understands, and each thing that it refuses. */
@NullMarked
package dev.shutterhook.localcloud.template;

import org.jspecify.annotations.NullMarked;
