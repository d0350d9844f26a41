package dev.shutterhook.core.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an account's endpoint at a host, and what follows from it. A circuit breaker in
 * the manner of Svix and Stripe, who give endpoints up after days of nothing but failures; this one
 * only pauses, so that it may do so much earlier. One success resets all.
 *
 * @param state how it fares
 * @param since when that began
 * @param failures in a row, without any success between them
 * @param last what came of the last attempt that was noted; null where there was none
 * @param probes since the circuit opened
 * @param probeAt when the next probe may be made; null unless open
 * @param revision counts the changes that were stored, from 0
 */
public record EndpointHealth(
    EndpointState state,
    Instant since,
    int failures,
    @Nullable EndpointReport last,
    int probes,
    @Nullable Instant probeAt,
    long revision) {
  /**
   * The circuit opens after so many failures in a row. A receiver that fails every other time comes
   * to it once in a billion runs.
   */
  public static final int OPEN_FAILURES = 30;

  /** And not before they have lasted so long: a deployment or a restart is over by then. */
  public static final Duration OPEN_AFTER = Duration.ofMinutes(15);

  /** Until the first probe; each further wait is twice as long. */
  public static final Duration FIRST_PROBE = Duration.ofMinutes(1);

  /**
   * No wait for a probe is longer. A ticket that waits is received once for each: with the
   * template's schedule they stay well below the deliver queue's {@code maxReceiveCount}.
   */
  public static final Duration LONGEST_PROBE_WAIT = Duration.ofMinutes(30);

  /** Of which nothing is noted. */
  public static final EndpointHealth UNKNOWN =
      new EndpointHealth(EndpointState.HEALTHY, Instant.EPOCH, 0, null, 0, null, 0);

  /** {@link #FIRST_PROBE} doubled so often is longer than any wait. */
  private static final int MAX_DOUBLINGS = 10;

  public EndpointHealth {
    if ((state == EndpointState.OPEN) != (probeAt != null)) {
      throw new IllegalArgumentException("an open endpoint is probed, and only it");
    }
    if (failures < 0 || probes < 0 || revision < 0) {
      throw new IllegalArgumentException("counts are not negative");
    }
  }

  /** What may be done with a delivery that is due. */
  public Passage passage(Instant now) {
    return switch (state) {
      case HEALTHY, FAILING -> new Passage.Free();
      case OPEN ->
          probeAt != null && now.isBefore(probeAt)
              ? new Passage.Wait(probeAt)
              : new Passage.Probe();
      case DISABLED -> new Passage.Barred(Exhaustion.ENDPOINT_DISABLED);
    };
  }

  /** After an attempt that was acknowledged. The same where nothing was wrong. */
  public EndpointHealth succeeded(EndpointReport report) {
    return state == EndpointState.HEALTHY
        ? this
        : new EndpointHealth(EndpointState.HEALTHY, report.at(), 0, report, 0, null, revision);
  }

  /** After an attempt that failed. What is disabled stays so. */
  public EndpointHealth failed(EndpointReport report) {
    return switch (state) {
      case HEALTHY ->
          new EndpointHealth(EndpointState.FAILING, report.at(), 1, report, 0, null, revision);
      case FAILING -> opens(report.at()) ? opened(report) : failedAgain(report);
      case OPEN, DISABLED -> failedAgain(report);
    };
  }

  /** After an attempt that was answered with 410. */
  public EndpointHealth gone(EndpointReport report) {
    return state == EndpointState.DISABLED
        ? this
        : new EndpointHealth(
            EndpointState.DISABLED, report.at(), failures + 1, report, 0, null, revision);
  }

  /** When a delivery takes the probe: the next one may be taken a wait later, whatever comes. */
  public EndpointHealth probed(Instant now) {
    if (state != EndpointState.OPEN) {
      throw new IllegalStateException("only what is open is probed");
    }
    return new EndpointHealth(
        state, since, failures, last, probes + 1, now.plus(probeWait(probes + 1)), revision);
  }

  EndpointHealth at(long stored) {
    return new EndpointHealth(state, since, failures, last, probes, probeAt, stored);
  }

  private boolean opens(Instant at) {
    return failures + 1 >= OPEN_FAILURES && Duration.between(since, at).compareTo(OPEN_AFTER) >= 0;
  }

  private EndpointHealth opened(EndpointReport report) {
    Instant first = report.at().plus(probeWait(0));
    return new EndpointHealth(
        EndpointState.OPEN, report.at(), failures + 1, report, 0, first, revision);
  }

  private EndpointHealth failedAgain(EndpointReport report) {
    return new EndpointHealth(state, since, failures + 1, report, probes, probeAt, revision);
  }

  private static Duration probeWait(int probes) {
    Duration wait = FIRST_PROBE.multipliedBy(1L << Math.min(probes, MAX_DOUBLINGS));
    return wait.compareTo(LONGEST_PROBE_WAIT) > 0 ? LONGEST_PROBE_WAIT : wait;
  }
}
