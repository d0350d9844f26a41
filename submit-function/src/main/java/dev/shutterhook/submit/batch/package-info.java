/** Many captures by one request. */
@NullMarked
package dev.shutterhook.submit.batch;

import org.jspecify.annotations.NullMarked;
