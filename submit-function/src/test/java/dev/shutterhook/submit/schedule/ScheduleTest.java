package dev.shutterhook.submit.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:30Z");

  private static Schedule utc(String spelling) {
    return Schedule.parse(spelling, ZoneOffset.UTC, START);
  }

  /** 2026-11-01 is a Sunday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)            | 2026-11-01T12:01:30Z
          rate(5 minutes)           | 2026-11-01T12:05:30Z
          rate(1 hour)              | 2026-11-01T13:00:30Z
          rate(2 days)              | 2026-11-03T12:00:30Z
          cron(* * * * ? *)         | 2026-11-01T12:01:00Z
          cron(0/15 * * * ? *)      | 2026-11-01T12:15:00Z
          cron(0 12 * * ? *)        | 2026-11-02T12:00:00Z
          cron(15 10 ? * 2 *)       | 2026-11-02T10:15:00Z
          cron(15 10 ? * 1 *)       | 2026-11-08T10:15:00Z
          cron(15 10 ? * SUN *)     | 2026-11-08T10:15:00Z
          cron(15 10 ? * MON-FRI *) | 2026-11-02T10:15:00Z
          cron(0 8 1 * ? *)         | 2026-12-01T08:00:00Z
          cron(0 0 L * ? *)         | 2026-11-30T00:00:00Z
          cron(0 0 LW * ? *)        | 2026-11-30T00:00:00Z
          cron(0 9 ? * 6#2 *)       | 2026-11-13T09:00:00Z
          cron(0 9 ? * 6L *)        | 2026-11-27T09:00:00Z
          cron(0 0 1 1 ? 2028)      | 2028-01-01T00:00:00Z
          cron(0 0 29 2 ? *)        | 2028-02-29T00:00:00Z
          cron(0 0 31 * ? *)        | 2026-12-31T00:00:00Z
          * * * * *                 | 2026-11-01T12:01:00Z
          */15 * * * *              | 2026-11-01T12:15:00Z
          0 9 * * 0                 | 2026-11-08T09:00:00Z
          0 9 * * 7                 | 2026-11-08T09:00:00Z
          0 9 * * SUN               | 2026-11-08T09:00:00Z
          0 9 * * 1-5               | 2026-11-02T09:00:00Z
          0 9 * * 5-7               | 2026-11-06T09:00:00Z
          0 9 13 * 5                | 2026-11-06T09:00:00Z
          0 0 29 2 *                | 2028-02-29T00:00:00Z
          0 0 31 4,6,12 *           | 2026-12-31T00:00:00Z
          '  30   4  1 JAN  * '     | 2027-01-01T04:30:00Z
          @hourly                   | 2026-11-01T13:00:00Z
          @daily                    | 2026-11-02T00:00:00Z
          @midnight                 | 2026-11-02T00:00:00Z
          @weekly                   | 2026-11-08T00:00:00Z
          @monthly                  | 2026-12-01T00:00:00Z
          @yearly                   | 2027-01-01T00:00:00Z
          """)
  void findsTheNextOccurrence(String spelling, Instant next) {
    assertEquals(Optional.of(next), utc(spelling).after(START));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now and then",
        "rate(0 minutes)",
        "rate(1 minutes)",
        "rate(5 minute)",
        "rate(-1 days)",
        "rate(1.5 hours)",
        "rate(99999999999 days)",
        "cron(* * * * *)",
        "cron(0 0 1 * 2 *)",
        "cron(0 0 * * * *)",
        "cron(60 * * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 0 0 * ? *)",
        "cron()",
        "at(2026-11-01T12:00:00)",
        "@reboot",
        "* * * *",
        "60 * * * *",
        "0 9 * * 8",
        "0 9 * * MOON",
        "0 0 L * *",
        "*/0 * * * *",
        "5-1 * * * *",
        "* * * * * * *"
      })
  void refusesWhatIsNoSchedule(String spelling) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> utc(spelling));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("must "), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate(30 seconds)", "rate(1 second)", "*/10 * * * * *", "0 0 12 * * ?"})
  void refusesWhatHappensMoreOftenThanEachMinute(String spelling) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> utc(spelling));
    assertTrue(String.valueOf(refused.getMessage()).contains("more often"), refused.getMessage());
  }

  @Test
  void refusesWhatIsTooLong() {
    String many = "0,".repeat(Schedule.MAX_LENGTH) + "0 * * * *";
    assertThrows(IllegalArgumentException.class, () -> utc(many));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 30 2 *",
        "0 0 31 2,4,6 *",
        "cron(0 0 30 2 ? *)",
        "cron(0 0 1 1 ? 2020)",
        "cron(0 0 29 2 ? 2027)"
      })
  void refusesWhatNeverHappens(String spelling) {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Schedule.ofClient(spelling, ZoneOffset.UTC, START));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("must "), refused.getMessage());
  }

  @Test
  void endsWhenTheYearsOfACronAreOver() {
    assertEquals(Optional.empty(), utc("cron(0 0 1 1 ? 2020)").after(START));
  }

  /** What comes after a time, one by one. */
  @ParameterizedTest(name = "{0}: {1} in {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          02:30 does not exist          | 30 2 * * *  | Europe/Berlin        | 2026-03-28T00:00:00Z | 2026-03-28T01:30:00Z 2026-03-30T00:30:00Z
          02:00 does not exist          | 0 2 * * *   | Europe/Berlin        | 2026-03-28T12:00:00Z | 2026-03-30T00:00:00Z
          03:00 is where it goes on     | 0 3 * * *   | Europe/Berlin        | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z
          02:30 is twice                | 30 2 * * *  | Europe/Berlin        | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
          02:00 is twice                | 0 2 * * *   | Europe/Berlin        | 2026-10-24T12:00:00Z | 2026-10-25T00:00:00Z 2026-10-26T01:00:00Z
          asked between the two         | 30 2 * * *  | Europe/Berlin        | 2026-10-25T00:45:00Z | 2026-10-26T01:30:00Z
          asked in the second           | 45 2 * * *  | Europe/Berlin        | 2026-10-25T01:15:00Z | 2026-10-26T01:45:00Z
          03:00 is once                 | 0 3 * * *   | Europe/Berlin        | 2026-10-24T12:00:00Z | 2026-10-25T02:00:00Z
          an hour and another           | 0 1,2,3 * * * | America/New_York   | 2026-11-01T04:30:00Z | 2026-11-01T05:00:00Z 2026-11-01T07:00:00Z 2026-11-01T08:00:00Z
          each hour, skipped            | 0 * * * *   | Europe/Berlin        | 2026-03-28T23:30:00Z | 2026-03-29T00:00:00Z 2026-03-29T01:00:00Z 2026-03-29T02:00:00Z
          each hour, repeated           | 0 * * * *   | Europe/Berlin        | 2026-10-24T23:30:00Z | 2026-10-25T00:00:00Z 2026-10-25T01:00:00Z 2026-10-25T02:00:00Z
          half past each, repeated      | 30 * * * *  | Europe/Berlin        | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z
          AWS's own spelling            | cron(30 2 * * ? *) | Europe/Berlin | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
          half an hour skipped          | 15 2 * * *  | Australia/Lord_Howe  | 2026-10-02T20:00:00Z | 2026-10-04T15:15:00Z
          half an hour kept             | 30 2 * * *  | Australia/Lord_Howe  | 2026-10-03T10:00:00Z | 2026-10-03T15:30:00Z
          half an hour twice            | 45 1 * * *  | Australia/Lord_Howe  | 2026-04-04T10:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z
          the day that Samoa skipped    | 0 9 * * *   | Pacific/Apia         | 2011-12-29T00:00:00Z | 2011-12-29T19:00:00Z 2011-12-30T19:00:00Z
          each hour across that day     | 0 * * * *   | Pacific/Apia         | 2011-12-30T08:30:00Z | 2011-12-30T09:00:00Z 2011-12-30T10:00:00Z
          the 30th that was not         | 0 9 30 * *  | Pacific/Apia         | 2011-12-01T00:00:00Z | 2012-01-29T19:00:00Z
          midnight does not exist       | @daily      | Africa/Cairo         | 2026-04-23T00:00:00Z | 2026-04-24T21:00:00Z
          month's end across a change   | cron(30 2 L * ? *) | Europe/Berlin | 2024-02-28T00:00:00Z | 2024-02-29T01:30:00Z 2024-04-30T00:30:00Z
          29 February                   | 0 12 29 2 * | America/Chicago      | 2026-01-01T00:00:00Z | 2028-02-29T18:00:00Z 2032-02-29T18:00:00Z
          a century without one         | 0 12 29 2 * | UTC                  | 2096-03-01T00:00:00Z | 2104-02-29T12:00:00Z
          three quarters of an hour     | 0 9 * * *   | Asia/Kathmandu       | 2026-11-01T00:00:00Z | 2026-11-01T03:15:00Z
          no clock change               | @weekly     | Asia/Tokyo           | 2026-11-01T00:00:00Z | 2026-11-07T15:00:00Z
          Sunday as AWS counts          | cron(0 9 ? * 1 *) | Europe/London  | 2026-10-24T00:00:00Z | 2026-10-25T09:00:00Z
          """)
  void keepsToTheWallClock(String what, String spelling, ZoneId zone, Instant after, String next) {
    Schedule schedule = Schedule.parse(spelling, zone, after);
    List<Instant> expected = Arrays.stream(next.split(" ", -1)).map(Instant::parse).toList();
    List<Instant> found =
        Stream.iterate(schedule.after(after).orElseThrow(), at -> schedule.after(at).orElseThrow())
            .limit(expected.size())
            .toList();
    assertEquals(expected, found, what);
  }

  @Test
  void eachMinuteIsEachMinuteWhateverTheClockDoes() {
    Schedule schedule = Schedule.parse("* * * * *", ZoneId.of("Europe/Berlin"), START);
    for (String around : List.of("2026-03-29T00:00:00Z", "2026-10-25T00:00:00Z")) {
      Instant at = Instant.parse(around);
      for (int minute = 0; minute < 180; minute++) {
        Instant next = schedule.after(at).orElseThrow();
        assertEquals(at.plus(Duration.ofMinutes(1)), next);
        at = next;
      }
    }
  }

  @Test
  void aRateKnowsNoClock() {
    Schedule daily = Schedule.parse("rate(1 day)", ZoneId.of("Europe/Berlin"), START);
    Instant before = Instant.parse("2027-03-27T12:00:30Z");
    assertEquals(Optional.of(before.plus(Duration.ofDays(1))), daily.after(before));
  }
}
