package dev.shutterhook.core.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an account's endpoint at a host fares; the lower-case name is part of the API. */
public enum EndpointState {
  /** The last attempt that counts was acknowledged, or there was none. */
  HEALTHY,
  /** Nothing but failures lately; all is attempted. */
  FAILING,
  /** Failures for so long that only probes are attempted; the rest waits. */
  OPEN,
  /** It answered 410: nothing is attempted but what somebody asks for. */
  DISABLED;

  /** Its name in the API and in tables. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
