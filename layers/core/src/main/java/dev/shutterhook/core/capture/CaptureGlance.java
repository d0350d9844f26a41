package dev.shutterhook.core.capture;

import dev.shutterhook.core.id.Id;
import org.jspecify.annotations.Nullable;

/**
 * What a list says of a capture.
 *
 * @param url of the page; null where the client sent the document itself
 */
public record CaptureGlance(Id id, CaptureStatus status, @Nullable String url) {
  /** What there is to see of a whole one. */
  public static CaptureGlance of(Capture capture) {
    return new CaptureGlance(capture.id(), capture.status(), capture.url());
  }
}
