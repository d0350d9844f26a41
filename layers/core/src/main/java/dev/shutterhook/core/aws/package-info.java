/** The clients of AWS that functions share, and how long they wait. */
@NullMarked
package dev.shutterhook.core.aws;

import org.jspecify.annotations.NullMarked;
