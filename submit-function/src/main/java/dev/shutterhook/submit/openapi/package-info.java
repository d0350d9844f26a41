/** The API's description of itself, in OpenAPI 3.1. */
@NullMarked
package dev.shutterhook.submit.openapi;

import org.jspecify.annotations.NullMarked;
