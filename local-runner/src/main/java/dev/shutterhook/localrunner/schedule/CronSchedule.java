package dev.shutterhook.localrunner.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * AWS's cron: minutes, hours, day of month, month, day of week (1 is Sunday), year; one of the two
 * days is a question mark ("Cron-based schedules" in EventBridge's user guide).
 */
record CronSchedule(ExecutionTime times) implements Schedule {

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;
  private static final int MONDAY = 2;

  private static final CronDefinition AWS =
      CronDefinitionBuilder.defineCron()
          .withMinutes()
          .withValidRange(0, 59)
          .and()
          .withHours()
          .withValidRange(0, 23)
          .and()
          .withDayOfMonth()
          .withValidRange(1, 31)
          .supportsL()
          .supportsW()
          .supportsLW()
          .supportsQuestionMark()
          .and()
          .withMonth()
          .withValidRange(1, 12)
          .and()
          .withDayOfWeek()
          .withValidRange(1, 7)
          .withMondayDoWValue(MONDAY)
          .supportsHash()
          .supportsL()
          .supportsQuestionMark()
          .and()
          .withYear()
          .withValidRange(FIRST_YEAR, LAST_YEAR)
          .and()
          .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
          .instance();

  /** Reads {@code cron(0 12 * * ? *)}. */
  static CronSchedule parse(String expression) {
    String fields = expression.substring("cron(".length(), expression.length() - 1);
    Cron cron = new CronParser(AWS).parse(fields);
    return new CronSchedule(ExecutionTime.forCron(cron));
  }

  @Override
  public Optional<Instant> after(Instant time) {
    return times.nextExecution(utc(time)).map(ZonedDateTime::toInstant);
  }

  @Override
  public Optional<Instant> latest(Instant time) {
    // The library's last execution is earlier than its argument, never equal to it.
    return times.lastExecution(utc(time).plusSeconds(1)).map(ZonedDateTime::toInstant);
  }

  private static ZonedDateTime utc(Instant time) {
    return time.atZone(ZoneOffset.UTC);
  }
}
