package dev.shutterhook.core.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/** What a client can be told. */
public enum EventType {
  CAPTURE_COMPLETED("capture.completed"),
  CAPTURE_FAILED("capture.failed"),
  CAPTURE_CANCELED("capture.canceled"),
  BATCH_COMPLETED("batch.completed"),
  MONITOR_CHANGED("monitor.changed"),
  MONITOR_FAILED("monitor.failed"),
  MONITOR_RECOVERED("monitor.recovered"),
  MONITOR_PAUSED("monitor.paused"),
  /** Of runs that changed nothing, for those who want to know of every one. */
  MONITOR_UNCHANGED("monitor.unchanged");

  /** What a capture can come to. */
  public static final List<EventType> OF_CAPTURES =
      List.of(CAPTURE_COMPLETED, CAPTURE_FAILED, CAPTURE_CANCELED);

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
    return parse(code, List.of(values()));
  }

  /** Reads the name of an event of captures; see {@link #parse}. */
  public static EventType ofCapture(String code) {
    return parse(code, OF_CAPTURES);
  }

  private static EventType parse(String code, List<EventType> some) {
    return some.stream()
        .filter(type -> type.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + some.stream().map(EventType::code).collect(Collectors.joining(", "))));
  }

  /** Its name in webhooks, as in {@code capture.completed}. */
  @JsonValue
  public String code() {
    return code;
  }
}
