package dev.shutterhook.core.webhook;

import java.time.Instant;

/** Whether an endpoint's health lets a delivery be attempted. */
public sealed interface Passage {
  /** It is attempted. */
  record Free() implements Passage {}

  /** It may be the probe, where nobody else takes it first. */
  record Probe() implements Passage {}

  /**
   * It is not attempted now, and that costs it no attempt.
   *
   * @param until when it is looked at again
   */
  record Wait(Instant until) implements Passage {}

  /** It is given up. */
  record Barred(Exhaustion reason) implements Passage {}
}
