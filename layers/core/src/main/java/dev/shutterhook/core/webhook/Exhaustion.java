package dev.shutterhook.core.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why a delivery was given up; the lower-case name is part of the API. */
public enum Exhaustion {
  /** The last attempt of the schedule failed. */
  SCHEDULE_SPENT,
  /** The receiver answered 410. */
  GONE,
  /** Another delivery to this endpoint was answered with 410; this one was not attempted. */
  ENDPOINT_DISABLED,
  /** It waited too long for an endpoint that fails. */
  ENDPOINT_OPEN,
  /** The picture that its body carries is no longer stored. */
  ARTIFACT_GONE;

  /** Its name in the API and in tables. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether its ticket is put into the dead-letter queue. A receiver that wants no more rings no
   * alarm.
   */
  public boolean buried() {
    return this == SCHEDULE_SPENT || this == ENDPOINT_OPEN;
  }

  static Exhaustion parse(String code) {
    return Arrays.stream(values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such reason: " + code));
  }
}
