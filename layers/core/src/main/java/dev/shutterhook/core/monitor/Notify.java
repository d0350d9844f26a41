package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Of which runs people are told; that a monitor fails, recovers or is paused is always told. */
public enum Notify {
  /** Of those in which the page has changed. */
  @JsonProperty("changed")
  CHANGED,
  /** Of all. */
  @JsonProperty("every")
  EVERY,
  /** Of nothing at all, failures neither. */
  @JsonProperty("none")
  NONE
}
