package dev.shutterhook.localcloud.template;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A {@code Schedule} or {@code ScheduleV2} event of a function.
 *
 * @param name the event's name in the template
 * @param expression {@code rate(…)} or {@code cron(…)}
 * @param zone in which a cron counts
 * @param input the constant JSON that the function gets, where the template gives one
 */
public record ScheduleSource(String name, String expression, ZoneId zone, Optional<String> input) {}
