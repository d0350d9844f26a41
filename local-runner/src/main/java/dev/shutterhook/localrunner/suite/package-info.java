/** The whole suite on one machine: real handlers, emulated queues and tables, one gateway. */
@NullMarked
package dev.shutterhook.localrunner.suite;

import org.jspecify.annotations.NullMarked;
