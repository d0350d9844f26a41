/** Finding captures, deliveries and runs that nobody carries, and handing them on. */
@NullMarked
package dev.shutterhook.submit.reconcile;

import org.jspecify.annotations.NullMarked;
