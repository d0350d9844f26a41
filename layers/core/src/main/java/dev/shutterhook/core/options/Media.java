package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of a page's style sheets count (Media Queries 5, section 2.3). */
public enum Media {
  @JsonProperty("screen")
  SCREEN,
  @JsonProperty("print")
  PRINT
}
