package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run is, and what it came to. */
public enum RunState {
  /** Its page is being captured, or compared. */
  PENDING,
  /** It differs, and the page is looked at once more. */
  CONFIRMING,
  /** There was nothing to compare with, or what differs all the time was learned from it. */
  BASELINE,
  UNCHANGED,
  CHANGED,
  FAILED;

  /** Whether it is at its end. */
  public boolean terminal() {
    return this != PENDING && this != CONFIRMING;
  }

  /** As clients read it. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #code} wrote. */
  @JsonCreator
  public static RunState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
