/** The suite on one machine: gateway, queue pumps and ticks around the real handlers. */
@NullMarked
package dev.shutterhook.localrunner;

import org.jspecify.annotations.NullMarked;
