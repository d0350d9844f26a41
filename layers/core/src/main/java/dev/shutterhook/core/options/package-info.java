/** How a capture shall look: every option, within bounds and with its default. */
@NullMarked
package dev.shutterhook.core.options;

import org.jspecify.annotations.NullMarked;
