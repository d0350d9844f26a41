package dev.shutterhook.submit.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Times on a wall clock that knows of no zone. The library is asked in UTC, where each day has 24
 * hours: what a zone does to its clocks is not its business.
 *
 * @param times the library's
 * @param eachHour whether every hour has such times
 */
record Cron(ExecutionTime times, boolean eachHour) {
  static final String TOO_OFTEN = "must not happen more often than each minute";

  private static final int AWS_FIELDS = 6;
  private static final int UNIX_FIELDS = 5;
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;
  private static final int MONDAY = 2;

  /**
   * Minutes, hours, day of month, month, day of week (1 is Sunday), year; one of the two days is a
   * question mark ("Cron-based schedules" in EventBridge's user guide).
   */
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

  /** Minutes, hours, day of month, month, day of week (0 and 7 are Sunday). */
  private static final CronDefinition UNIX =
      CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);

  static Cron aws(String fields) {
    return parse(
        fields,
        AWS,
        AWS_FIELDS,
        "must be cron(minutes hours day-of-month month day-of-week year) with a ? for one of the"
            + " days, such as cron(0 12 * * ? *)");
  }

  static Cron unix(String fields) {
    return parse(
        fields,
        UNIX,
        UNIX_FIELDS,
        "must be rate(5 minutes), cron(0 12 * * ? *), @daily, or minute hour day-of-month month"
            + " day-of-week, such as 0 9 * * 1-5");
  }

  private static Cron parse(String text, CronDefinition definition, int count, String right) {
    String[] fields = text.strip().split("\\s+", -1);
    if (count == UNIX_FIELDS && fields.length == count + 1) {
      throw new IllegalArgumentException(TOO_OFTEN + ": five fields have no seconds");
    }
    if (fields.length != count) {
      throw new IllegalArgumentException(right);
    }
    try {
      com.cronutils.model.Cron cron = new CronParser(definition).parse(String.join(" ", fields));
      return new Cron(ExecutionTime.forCron(cron.validate()), fields[1].startsWith("*"));
    } catch (RuntimeException e) {
      // The library's words are for programmers, and not all of its refusals are of one class.
      throw new IllegalArgumentException(right, e);
    }
  }

  /** The first time later than that one; none where there is none within the library's sight. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    return times.nextExecution(time.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }
}
