/** How a capture ends: what renderers report, what is believed, and what is told. */
@NullMarked
package dev.shutterhook.deliver.settle;

import org.jspecify.annotations.NullMarked;
