/** Identifiers: 128 bits, ordered by time, unguessable in their random part. */
@NullMarked
package dev.shutterhook.core.id;

import org.jspecify.annotations.NullMarked;
