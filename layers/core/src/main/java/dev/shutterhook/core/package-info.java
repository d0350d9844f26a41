/** Root. */
@NullMarked
package dev.shutterhook.core;

import org.jspecify.annotations.NullMarked;
