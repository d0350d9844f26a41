/** The two functions of this module: the HTTP API, and what looks after lost work. */
@NullMarked
package dev.shutterhook.submit;

import org.jspecify.annotations.NullMarked;
