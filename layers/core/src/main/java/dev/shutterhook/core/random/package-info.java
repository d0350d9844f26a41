/** Unguessable numbers that no two processes share. */
@NullMarked
package dev.shutterhook.core.random;

import org.jspecify.annotations.NullMarked;
