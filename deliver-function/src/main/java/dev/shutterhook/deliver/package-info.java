/** The functions that record outcomes and post webhooks. */
@NullMarked
package dev.shutterhook.deliver;

import org.jspecify.annotations.NullMarked;
