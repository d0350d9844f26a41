package dev.shutterhook.deliver.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shutterhook.deliver.attempt.Exchange.Answered;
import dev.shutterhook.deliver.attempt.Exchange.Fault;
import dev.shutterhook.deliver.attempt.Exchange.Unanswered;
import dev.shutterhook.deliver.attempt.Outcome.Deferred;
import dev.shutterhook.deliver.attempt.Outcome.Delivered;
import dev.shutterhook.deliver.attempt.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");

  private static Outcome of(int status, String retryAfter) {
    return Outcome.of(new Answered(status, Optional.of(retryAfter), ""), NOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void takesEverySuccessForDelivered(int status) {
    assertInstanceOf(Delivered.class, of(status, "60"));
  }

  @Test
  void stopsWhereTheReceiverIsGone() {
    assertEquals(new Refused("gone"), of(410, "60"));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 407, 409, 500, 502, 599})
  void triesEverythingElseAgainByTheSchedule(int status) {
    assertEquals(new Deferred("status_" + status, Optional.empty()), of(status, "60"));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void triesAgainWhereNoAnswerCame(Fault fault) {
    assertEquals(
        new Deferred(fault.code(), Optional.empty()), Outcome.of(new Unanswered(fault), NOW));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void hearsHowLongABusyReceiverAsksFor(int status) {
    assertEquals(
        new Deferred("status_" + status, Optional.of(Duration.ofSeconds(60))), of(status, "60"));
  }

  /** The same moment in the three forms of RFC 9110, 5.6.7, half a minute from now. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 | PT30S
          0 | PT0S
          0.65 | PT1S
          Sun, 06 Nov 1994 08:49:37 GMT | PT30S
          Sun Nov  6 08:49:37 1994 | PT30S
          Sun, 06 Nov 1994 08:00:00 GMT | PT0S
          Monday, 06-Nov-34 08:49:37 GMT | PT11H
          999999999999999999 | PT11H
          """)
  void readsSecondsAndDates(String value, Duration wait) {
    assertEquals(Optional.of(wait), RetryAfter.parse(value, NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "1,5", "soon", "9999999999999999999", "Sun, 99 Nov 1994 08:49:37 GMT"})
  void passesOverWhatIsNeither(String value) {
    assertEquals(Optional.empty(), RetryAfter.parse(value, NOW));
  }
}
