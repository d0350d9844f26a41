/** One structured line per outcome, without secrets. */
@NullMarked
package dev.shutterhook.core.log;

import org.jspecify.annotations.NullMarked;
