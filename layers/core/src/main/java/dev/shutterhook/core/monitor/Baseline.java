package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a run is compared with. */
public enum Baseline {
  /** The last run before it that gave a picture. */
  @JsonProperty("previous")
  PREVIOUS,
  /** What somebody has approved, the first run until then. */
  @JsonProperty("approved")
  APPROVED
}
