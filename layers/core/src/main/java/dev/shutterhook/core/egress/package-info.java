/** The egress guard: the one way out for connections that are opened on a client's word. */
@NullMarked
package dev.shutterhook.core.egress;

import org.jspecify.annotations.NullMarked;
