/** EventBridge's schedules: rate and cron expressions, and the ticks they make. */
@NullMarked
package dev.shutterhook.localrunner.schedule;

import org.jspecify.annotations.NullMarked;
