package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Artifact;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What several dialects say of a capture alike. */
final class Facts {
  private Facts() {}

  static ObjectNode document() {
    return Json.mapper().createObjectNode();
  }

  /**
   * How far a capture is, in words of a dialect. What was canceled has failed.
   *
   * @param queued before it has begun
   * @param rendering while it is under way
   */
  static String status(CaptureStatus status, String queued, String rendering) {
    return switch (status) {
      case QUEUED -> queued;
      case RENDERING -> rendering;
      case COMPLETED -> "completed";
      case FAILED, CANCELED -> "failed";
    };
  }

  /** The picture, or the first of several; empty where there is none. */
  static Optional<Artifact> picture(Capture capture) {
    return capture.artifacts().stream().findFirst();
  }

  /** From the beginning of the work to its end, in ms; empty where it has not ended or begun. */
  static Optional<Long> tookMs(Capture capture) {
    Instant began = capture.startedAt();
    Instant ended = capture.completedAt();
    return began == null || ended == null
        ? Optional.empty()
        : Optional.of(Duration.between(began, ended).toMillis());
  }

  /** The client's own, where there is any. */
  static ObjectNode echoing(Capture capture, ObjectNode document) {
    if (!capture.metadata().isEmpty()) {
      document.set("metadata", capture.metadata());
    }
    return document;
  }
}
