package dev.shutterhook.core.capture;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a capture is. */
public enum CaptureStatus {
  QUEUED(false),
  RENDERING(false),
  COMPLETED(true),
  FAILED(true);

  private final boolean terminal;

  CaptureStatus(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether it stays as it is. */
  public boolean terminal() {
    return terminal;
  }

  /** Its name in the API and in tables, in lower case. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
