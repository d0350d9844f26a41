/** The suite's process is killed at every step of a capture's way, and nothing may be lost. */
@NullMarked
package dev.shutterhook.localrunner.crash;

import org.jspecify.annotations.NullMarked;
