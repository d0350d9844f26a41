package dev.shutterhook.core.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param at when it was over
 * @param status the receiver's HTTP status; null where no answer came
 * @param error why no answer came, as a code; null where one did
 */
public record EndpointReport(Instant at, @Nullable Integer status, @Nullable String error) {
  public EndpointReport {
    if ((status == null) == (error == null)) {
      throw new IllegalArgumentException("an attempt has a status or an error");
    }
  }
}
