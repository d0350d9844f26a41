/** Waiting for what somebody else does: looks with pauses between them, bounded in both. */
@NullMarked
package dev.shutterhook.submit.patience;

import org.jspecify.annotations.NullMarked;
