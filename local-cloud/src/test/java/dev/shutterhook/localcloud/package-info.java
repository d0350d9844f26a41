/** The emulators for real: no mock, no double; child JVMs where a death must be survived. */
@NullMarked
package dev.shutterhook.localcloud;

import org.jspecify.annotations.NullMarked;
