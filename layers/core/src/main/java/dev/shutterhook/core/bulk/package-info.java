/** Many things at once, within what one call takes. */
@NullMarked
package dev.shutterhook.core.bulk;

import org.jspecify.annotations.NullMarked;
