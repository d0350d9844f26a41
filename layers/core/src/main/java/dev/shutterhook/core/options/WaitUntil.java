package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When a page counts as ready. */
public enum WaitUntil {
  /** Loaded, and then quiet for a moment or a bounded time gone by. */
  @JsonProperty("auto")
  AUTO,
  @JsonProperty("load")
  LOAD,
  @JsonProperty("domcontentloaded")
  DOMCONTENTLOADED,
  @JsonProperty("networkidle")
  NETWORKIDLE
}
