/** The endpoints for clients of other systems. */
@NullMarked
package dev.shutterhook.submit.dialect;

import org.jspecify.annotations.NullMarked;
