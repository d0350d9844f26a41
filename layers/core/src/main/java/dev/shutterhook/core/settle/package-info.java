/** How captures end, and who is told. */
@NullMarked
package dev.shutterhook.core.settle;

import org.jspecify.annotations.NullMarked;
