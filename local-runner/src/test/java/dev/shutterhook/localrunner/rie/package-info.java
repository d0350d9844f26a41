/** The functions in AWS's own runtime, as Lambda starts them. */
@NullMarked
package dev.shutterhook.localrunner.rie;

import org.jspecify.annotations.NullMarked;
