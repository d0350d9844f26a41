/** Pages that are looked at by a schedule, and what each look at them came to. */
@NullMarked
package dev.shutterhook.core.monitor;

import org.jspecify.annotations.NullMarked;
