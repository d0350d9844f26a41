/** Captures that the template asks for by a schedule of its own. */
@NullMarked
package dev.shutterhook.submit.scheduled;

import org.jspecify.annotations.NullMarked;
