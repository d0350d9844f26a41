/** The ticks that EventBridge's schedules make. */
@NullMarked
package dev.shutterhook.localrunner.schedule;

import org.jspecify.annotations.NullMarked;
