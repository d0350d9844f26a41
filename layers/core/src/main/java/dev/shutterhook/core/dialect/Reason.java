package dev.shutterhook.core.dialect;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.render.Failure;
import java.util.Optional;

/**
 * Why a capture has ended without a picture: dialects that know no cancelling call it a failure.
 *
 * @param code in lower case
 * @param message for people
 */
record Reason(String code, String message) {
  private static final Reason CANCELED =
      new Reason("canceled", "The capture was canceled before it began.");

  /** Empty where it has a picture or may still get one. */
  static Optional<Reason> of(Capture capture) {
    Failure failure = capture.failure();
    if (failure != null) {
      return Optional.of(new Reason(failure.code().code(), failure.message()));
    }
    return capture.status() == CaptureStatus.CANCELED ? Optional.of(CANCELED) : Optional.empty();
  }
}
