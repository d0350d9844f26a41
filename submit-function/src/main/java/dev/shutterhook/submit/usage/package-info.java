/** What a key has used and what it may. */
@NullMarked
package dev.shutterhook.submit.usage;

import org.jspecify.annotations.NullMarked;
