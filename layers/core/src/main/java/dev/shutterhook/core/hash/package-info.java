/** What tells contents apart without showing them. */
@NullMarked
package dev.shutterhook.core.hash;

import org.jspecify.annotations.NullMarked;
