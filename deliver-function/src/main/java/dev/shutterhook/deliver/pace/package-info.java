/** How quickly receiving hosts answer, and how much of us a slow one may hold up. */
@NullMarked
package dev.shutterhook.deliver.pace;

import org.jspecify.annotations.NullMarked;
