package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.time.Duration;

/**
 * When the picture is taken.
 *
 * @param waitUntil the moment in the page's life
 * @param delay waited after that moment
 * @param timeout for everything from navigation to the picture
 */
public record Readiness(WaitUntil waitUntil, Duration delay, Duration timeout) {
  public static final Range DELAY = new Range(0, 60, "s");
  public static final Range TIMEOUT = new Range(1, 120, "s");
  public static final Readiness DEFAULT =
      new Readiness(WaitUntil.AUTO, Duration.ZERO, Duration.ofSeconds(30));

  public Readiness {
    DELAY.require("delay", delay.toMillis() / 1000.0);
    TIMEOUT.require("timeout", timeout.toMillis() / 1000.0);
    if (delay.compareTo(timeout) >= 0) {
      throw new IllegalArgumentException("delay must be shorter than timeout");
    }
  }

  static Readiness read(Fields fields) {
    WaitUntil waitUntil = fields.choice("wait_until", WaitUntil.class).orElse(DEFAULT.waitUntil);
    Duration delay = fields.seconds("delay", DELAY).orElse(DEFAULT.delay);
    Duration timeout = fields.seconds("timeout", TIMEOUT).orElse(DEFAULT.timeout);
    if (delay.compareTo(timeout) >= 0) {
      fields.fault("delay", "must be shorter than timeout");
      return DEFAULT;
    }
    return new Readiness(waitUntil, delay, timeout);
  }
}
