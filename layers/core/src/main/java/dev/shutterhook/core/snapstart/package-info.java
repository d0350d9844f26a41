/** What functions do before Lambda copies their memory, and what a copy makes fresh. */
@NullMarked
package dev.shutterhook.core.snapstart;

import org.jspecify.annotations.NullMarked;
