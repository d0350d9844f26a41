/** A client of Shutterhook in Java: asks for captures, waits for them, verifies webhooks. */
@NullMarked
package dev.shutterhook.client;

import org.jspecify.annotations.NullMarked;
