/** The clients of AWS that functions share. */
@NullMarked
package dev.shutterhook.core.aws;

import org.jspecify.annotations.NullMarked;
