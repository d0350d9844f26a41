/** The APIs that clients speak: our own and those of five other systems. */
@NullMarked
package dev.shutterhook.core.dialect;

import org.jspecify.annotations.NullMarked;
