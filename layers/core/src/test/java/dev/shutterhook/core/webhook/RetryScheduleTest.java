package dev.shutterhook.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.config.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
  private static final Waits DEFAULT = Waits.parse("0s,30s,2m,10m,1h,6h,12h");
  private static final RandomGenerator NO_JITTER = () -> 0L;

  @Test
  void waitsBeforeEachAttemptAsItIsListed() {
    RetrySchedule schedule = new RetrySchedule(DEFAULT, NO_JITTER);
    for (int number = 1; number <= 7; number++) {
      assertEquals(Optional.of(DEFAULT.list().get(number - 1)), schedule.waitBefore(number));
    }
    assertEquals(7, schedule.attempts());
  }

  @Test
  void isSpentAfterTheLastAttempt() {
    RetrySchedule schedule = new RetrySchedule(DEFAULT, NO_JITTER);
    assertEquals(Optional.empty(), schedule.waitBefore(8));
    assertEquals(Optional.empty(), schedule.waitBefore(Integer.MAX_VALUE));
  }

  @Test
  void addsUpToATenthAndUsesThatRange() {
    RetrySchedule schedule = new RetrySchedule(DEFAULT, new SplittableRandom(7));
    Duration hour = Duration.ofHours(1);
    List<Duration> waits =
        java.util.stream.Stream.generate(() -> schedule.waitBefore(5).orElseThrow())
            .limit(1_000)
            .sorted()
            .toList();
    assertTrue(waits.getFirst().compareTo(hour) >= 0);
    assertTrue(waits.getLast().compareTo(hour.plusMinutes(6)) <= 0);
    assertTrue(waits.getFirst().compareTo(hour.plusSeconds(5)) < 0);
    assertTrue(waits.getLast().compareTo(hour.plusMinutes(6).minusSeconds(5)) > 0);
  }

  @Test
  void addsNothingToTheFirstWait() {
    RetrySchedule schedule = new RetrySchedule(Waits.parse("10s"), new SplittableRandom(7));
    assertEquals(Duration.ofSeconds(10), schedule.firstWait());
  }

  @Test
  void countsAttemptsFromOne() {
    RetrySchedule schedule = new RetrySchedule(DEFAULT, NO_JITTER);
    assertThrows(IllegalArgumentException.class, () -> schedule.waitBefore(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s,30s,2m,10m,1h,6h,12h", "500ms,7s,90s,11h,12h", "12h"})
  void everyWaitOfManyLivesLiesWithinATenthAndTwelveHours(String spelled) {
    Waits bases = Waits.parse(spelled);
    RetrySchedule schedule = new RetrySchedule(bases, new SplittableRandom(12));
    for (int life = 0; life < 10_000; life++) {
      for (int number = 1; number <= schedule.attempts(); number++) {
        Duration base = bases.list().get(number - 1);
        Duration wait = schedule.waitBefore(number).orElseThrow();
        assertTrue(wait.compareTo(base) >= 0, wait.toString());
        assertTrue(wait.toMillis() <= base.toMillis() * 1.1, wait.toString());
        assertTrue(wait.compareTo(RetrySchedule.MAX_WAIT) <= 0, wait.toString());
      }
    }
  }

  @Test
  void refusesAWaitOfMoreThanTwelveHours() {
    Waits waits = Waits.parse("0s,13h");
    assertThrows(
        IllegalArgumentException.class, () -> new RetrySchedule(waits, new SplittableRandom(7)));
  }
}
