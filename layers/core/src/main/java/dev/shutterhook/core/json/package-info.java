/** One way to read and write JSON: snake_case, ISO instants, unknown message fields tolerated. */
@NullMarked
package dev.shutterhook.core.json;

import org.jspecify.annotations.NullMarked;
