package dev.shutterhook.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook tells.
 *
 * @param id the same on every attempt and every replay: an event can come twice
 * @param type such as {@code capture.completed}
 * @param timestamp when it happened
 * @param data what it is about; of a capture's events, the capture
 */
public record WebhookEvent(
    String id, String type, Instant timestamp, Map<String, @Nullable Object> data) {

  /**
   * The capture that it is about.
   *
   * @throws JsonException where it is about something else
   */
  public Capture capture() {
    if (!type.startsWith("capture.")) {
      throw new JsonException(type + " is about no capture");
    }
    return Capture.of(data);
  }
}
