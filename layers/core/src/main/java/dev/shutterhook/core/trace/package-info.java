/** What ties a request, its capture and its webhooks together in whatever somebody traces with. */
@NullMarked
package dev.shutterhook.core.trace;

import org.jspecify.annotations.NullMarked;
