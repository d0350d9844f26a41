/** The end-to-end tests on LocalStack, and where it differs from the emulators of one JVM. */
@NullMarked
package dev.shutterhook.localstack;

import org.jspecify.annotations.NullMarked;
