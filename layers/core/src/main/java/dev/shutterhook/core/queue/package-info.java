/** A queue by what the suite does with it, and batches whose messages are answered one by one. */
@NullMarked
package dev.shutterhook.core.queue;

import org.jspecify.annotations.NullMarked;
