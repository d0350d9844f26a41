/** One handler under Lambda's rules: JSON in and out, a time limit, a context. */
@NullMarked
package dev.shutterhook.localrunner.lambda;

import org.jspecify.annotations.NullMarked;
