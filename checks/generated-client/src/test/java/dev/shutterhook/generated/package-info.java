/** What others generate from openapi.yaml works. */
@NullMarked
package dev.shutterhook.generated;

import org.jspecify.annotations.NullMarked;
