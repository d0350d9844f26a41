package dev.shutterhook.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** On a virtual clock, without any table. */
class EndpointHealthTest {
  private static final Instant BEGIN = Instant.parse("2026-11-01T12:00:00Z");

  private Instant now = BEGIN;
  private EndpointHealth health = EndpointHealth.UNKNOWN;

  private EndpointReport report(int status) {
    return new EndpointReport(now, status, null);
  }

  private void fail() {
    health = health.failed(report(503));
  }

  private void fail(int times, Duration apart) {
    for (int i = 0; i < times; i++) {
      fail();
      now = now.plus(apart);
    }
  }

  private void opened() {
    fail(EndpointHealth.OPEN_FAILURES, Duration.ofMinutes(1));
    assertEquals(EndpointState.OPEN, health.state());
    now = now.minus(Duration.ofMinutes(1));
  }

  @Test
  void changesNothingWhileAllIsWell() {
    assertSame(health, health.succeeded(report(200)));
    assertInstanceOf(Passage.Free.class, health.passage(now));
  }

  @Test
  void attemptsAllWhileItFailsForAShortTimeHoweverOften() {
    fail(10 * EndpointHealth.OPEN_FAILURES, Duration.ofSeconds(2));
    assertEquals(EndpointState.FAILING, health.state());
    assertEquals(BEGIN, health.since());
    assertInstanceOf(Passage.Free.class, health.passage(now));
  }

  @Test
  void attemptsAllWhileItFailsSeldomHoweverLong() {
    fail(EndpointHealth.OPEN_FAILURES - 1, Duration.ofHours(12));
    assertEquals(EndpointState.FAILING, health.state());
  }

  @Test
  void opensAfterNothingButFailuresForLongAndOften() {
    fail(EndpointHealth.OPEN_FAILURES - 1, Duration.ofSeconds(1));
    now = BEGIN.plus(EndpointHealth.OPEN_AFTER).minusMillis(1);
    fail();
    assertEquals(EndpointState.FAILING, health.state());
    now = BEGIN.plus(EndpointHealth.OPEN_AFTER);
    fail();
    assertEquals(EndpointState.OPEN, health.state());
    assertEquals(now, health.since());
    assertEquals(new Passage.Wait(now.plus(EndpointHealth.FIRST_PROBE)), health.passage(now));
  }

  @Test
  void countsAnewAfterOneSuccess() {
    fail(EndpointHealth.OPEN_FAILURES - 1, Duration.ofMinutes(1));
    health = health.succeeded(report(204));
    assertEquals(EndpointState.HEALTHY, health.state());
    assertEquals(report(204), health.last());
    fail(EndpointHealth.OPEN_FAILURES - 1, Duration.ofMinutes(1));
    assertEquals(EndpointState.FAILING, health.state());
  }

  @Test
  void isProbedMoreAndMoreSeldom() {
    opened();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Passage.Wait wait = assertInstanceOf(Passage.Wait.class, health.passage(now));
      waits.add(Duration.between(now, wait.until()).toMinutes());
      now = wait.until();
      assertInstanceOf(Passage.Probe.class, health.passage(now));
      health = health.probed(now);
      fail();
    }
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L), waits);
    assertEquals(EndpointState.OPEN, health.state());
  }

  @Test
  void closesByOneSuccess() {
    opened();
    now = now.plus(EndpointHealth.FIRST_PROBE);
    health = health.probed(now).succeeded(report(200));
    assertEquals(EndpointState.HEALTHY, health.state());
    assertEquals(0, health.failures());
    assertInstanceOf(Passage.Free.class, health.passage(now));
  }

  @Test
  void isDisabledBy410InAnyStateUntilASuccess() {
    for (EndpointHealth before : List.of(EndpointHealth.UNKNOWN, health.failed(report(500)))) {
      EndpointHealth gone = before.gone(report(410));
      assertEquals(EndpointState.DISABLED, gone.state());
      assertEquals(new Passage.Barred(Exhaustion.ENDPOINT_DISABLED), gone.passage(now));
      assertSame(gone, gone.gone(report(410)));
      assertEquals(EndpointState.DISABLED, gone.failed(report(503)).state());
      assertEquals(EndpointState.HEALTHY, gone.succeeded(report(200)).state());
    }
    opened();
    assertEquals(EndpointState.DISABLED, health.gone(report(410)).state());
  }

  /** Half of all attempts fail, whether they come fast or slowly. */
  @Test
  void neverOpensForASporadicReceiver() {
    for (Duration apart : List.of(Duration.ofMillis(100), Duration.ofMinutes(1))) {
      health = EndpointHealth.UNKNOWN;
      SplittableRandom random = new SplittableRandom(4711);
      EnumSet<EndpointState> seen = EnumSet.noneOf(EndpointState.class);
      for (int i = 0; i < 10_000; i++) {
        health = random.nextBoolean() ? health.failed(report(500)) : health.succeeded(report(200));
        seen.add(health.state());
        assertInstanceOf(Passage.Free.class, health.passage(now));
        now = now.plus(apart);
      }
      assertEquals(EnumSet.of(EndpointState.HEALTHY, EndpointState.FAILING), seen);
    }
  }

  @Test
  void isNoHealthWithoutItsRules() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EndpointHealth(EndpointState.OPEN, now, 1, null, 0, null, 0));
    assertThrows(IllegalArgumentException.class, () -> new EndpointReport(now, null, null));
    assertThrows(IllegalStateException.class, () -> EndpointHealth.UNKNOWN.probed(now));
  }
}
