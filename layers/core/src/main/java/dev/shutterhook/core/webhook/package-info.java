/** What a client is told: events, deliveries, signatures, and their table. */
@NullMarked
package dev.shutterhook.core.webhook;

import org.jspecify.annotations.NullMarked;
