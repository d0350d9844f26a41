package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a page that is not ready within the time-out. */
public enum OnTimeout {
  @JsonProperty("fail")
  FAIL,
  /** It is taken as it is, if there is anything to take. */
  @JsonProperty("capture")
  CAPTURE
}
