/** Reads what a client sent and names every fault of it at once. */
@NullMarked
package dev.shutterhook.core.request;

import org.jspecify.annotations.NullMarked;
