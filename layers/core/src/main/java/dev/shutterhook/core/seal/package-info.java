/** What must not lie readable in a table or a queue: sealed with a key of the stack's own. */
@NullMarked
package dev.shutterhook.core.seal;

import org.jspecify.annotations.NullMarked;
