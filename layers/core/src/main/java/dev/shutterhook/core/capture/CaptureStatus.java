package dev.shutterhook.core.capture;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.shutterhook.core.webhook.EventType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a capture is. */
public enum CaptureStatus {
  QUEUED(null),
  RENDERING(null),
  COMPLETED(EventType.CAPTURE_COMPLETED),
  FAILED(EventType.CAPTURE_FAILED),
  CANCELED(EventType.CAPTURE_CANCELED);

  private final @Nullable EventType event;

  CaptureStatus(@Nullable EventType event) {
    this.event = event;
  }

  /** Whether it stays as it is. */
  public boolean terminal() {
    return event != null;
  }

  /** The event that tells of it; empty where nothing has ended. */
  public Optional<EventType> event() {
    return Optional.ofNullable(event);
  }

  /** Its name in the API and in tables, in lower case. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
