/** When something happens again: rates and cron, in a time zone, between a start and an end. */
@NullMarked
package dev.shutterhook.submit.schedule;

import org.jspecify.annotations.NullMarked;
