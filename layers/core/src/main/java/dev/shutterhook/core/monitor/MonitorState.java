package dev.shutterhook.core.monitor;

import java.util.Locale;

/** Whether a monitor's runs are scheduled. */
public enum MonitorState {
  ACTIVE,
  /** By somebody, by failures, or because its time is over. */
  PAUSED,
  /** Its runs and pictures go; nobody sees it any more. */
  DELETING;

  /** As clients read it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MonitorState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
