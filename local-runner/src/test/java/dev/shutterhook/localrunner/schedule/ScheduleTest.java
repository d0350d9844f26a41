package dev.shutterhook.localrunner.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static final Instant START = Instant.parse("2026-11-01T12:00:30Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)          | 2026-11-01T12:01:30Z
          rate(5 minutes)         | 2026-11-01T12:05:30Z
          rate(1 hour)            | 2026-11-01T13:00:30Z
          rate(2 days)            | 2026-11-03T12:00:30Z
          cron(* * * * ? *)       | 2026-11-01T12:01:00Z
          cron(0/15 * * * ? *)    | 2026-11-01T12:15:00Z
          cron(0 12 * * ? *)      | 2026-11-02T12:00:00Z
          cron(15 10 ? * 2 *)     | 2026-11-02T10:15:00Z
          cron(15 10 ? * MON-FRI *) | 2026-11-02T10:15:00Z
          cron(0 8 1 * ? *)       | 2026-12-01T08:00:00Z
          cron(0 0 L * ? *)       | 2026-11-30T00:00:00Z
          cron(0 9 ? * 6#2 *)     | 2026-11-13T09:00:00Z
          cron(0 0 1 1 ? 2028)    | 2028-01-01T00:00:00Z
          """)
  void findsTheNextOccurrence(String expression, Instant next) {
    assertEquals(Optional.of(next), Schedule.parse(expression, START).after(START));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(0 minutes)",
        "rate(1 minutes)",
        "rate(5 minute)",
        "rate(5 seconds)",
        "rate(-1 days)",
        "cron(* * * * *)",
        "cron(0 0 1 * 2 *)",
        "cron(60 * * * ? *)",
        "at(2026-11-01T12:00:00)",
        "@hourly"
      })
  void refusesWhatEventBridgeRefuses(String expression) {
    assertThrows(IllegalArgumentException.class, () -> Schedule.parse(expression, START));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)    | 2026-11-01T12:03:29Z | 2026-11-01T12:02:30Z
          rate(1 minute)    | 2026-11-01T12:03:30Z | 2026-11-01T12:03:30Z
          cron(* * * * ? *) | 2026-11-01T12:03:00Z | 2026-11-01T12:03:00Z
          cron(* * * * ? *) | 2026-11-01T12:03:59Z | 2026-11-01T12:03:00Z
          """)
  void findsTheLatestOccurrence(String expression, Instant time, Instant latest) {
    assertEquals(Optional.of(latest), Schedule.parse(expression, START).latest(time));
  }

  @Test
  void endsWhenTheYearsOfACronAreOver() {
    assertEquals(Optional.empty(), Schedule.parse("cron(0 0 1 1 ? 2020)", START).after(START));
  }
}
