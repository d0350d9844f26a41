/** What a person types: up and capture. */
@NullMarked
package dev.shutterhook.localrunner.command;

import org.jspecify.annotations.NullMarked;
