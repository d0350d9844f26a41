package dev.shutterhook.core.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a client can be told. */
public enum EventType {
  CAPTURE_COMPLETED("capture.completed"),
  CAPTURE_FAILED("capture.failed"),
  CAPTURE_CANCELED("capture.canceled");

  private final String code;

  EventType(String code) {
    this.code = code;
  }

  /**
   * Reads an event's name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  @JsonCreator
  public static EventType parse(String code) {
    return Arrays.stream(values())
        .filter(type -> type.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.stream(values())
                            .map(EventType::code)
                            .collect(Collectors.joining(", "))));
  }

  /** Its name in webhooks, as in {@code capture.completed}. */
  @JsonValue
  public String code() {
    return code;
  }
}
