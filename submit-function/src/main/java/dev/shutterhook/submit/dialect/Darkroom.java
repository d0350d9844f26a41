package dev.shutterhook.submit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Request;
import java.time.Duration;
import java.util.Map;

/** Where clients wait whose answer is the picture itself. */
final class Darkroom {
  /** Left of the function's own time for fetching the picture and sending it. */
  static final Duration MARGIN = Duration.ofSeconds(4);

  /** The page was not captured; RFC 9110, 15.5.21. */
  private static final int UNPROCESSABLE = 422;

  /** It may yet be; RFC 9110, 15.6.5. */
  private static final int TOO_SLOW = 504;

  private final CaptureLookup captures;
  private final Pictures pictures;
  private final CaptureDocument document;

  Darkroom(CaptureLookup captures, Pictures pictures, CaptureDocument document) {
    this.captures = captures;
    this.pictures = pictures;
    this.document = document;
  }

  /** Waits for a capture's end, {@link ShowCapture#MAX_WAIT} at most. */
  Answer develop(Dialect dialect, Request request, Capture asked) {
    Duration most = request.timeLeft().minus(MARGIN);
    Duration wait = most.compareTo(ShowCapture.MAX_WAIT) < 0 ? most : ShowCapture.MAX_WAIT;
    Capture capture = captures.find(asked.account(), asked.id().toString(), wait).orElse(asked);
    return switch (capture.status()) {
      case COMPLETED -> pictures.answer(capture);
      case FAILED, CANCELED -> failed(dialect, capture);
      case QUEUED, RENDERING -> unfinished(dialect, capture);
    };
  }

  private Answer failed(Dialect dialect, Capture capture) {
    Failure failure = capture.failure();
    ObjectNode description = dialect.describe(capture, document);
    return failure == null
        ? new Answer.Undone(
            UNPROCESSABLE, "canceled", "The capture was canceled.", description, Map.of())
        : new Answer.Undone(
            UNPROCESSABLE, failure.code().code(), failure.message(), description, Map.of());
  }

  private Answer unfinished(Dialect dialect, Capture capture) {
    String place = dialect.place(capture.id());
    String seconds = Long.toString(Pictures.RETRY_AFTER.toSeconds());
    return new Answer.Undone(
        TOO_SLOW,
        "timeout",
        "The capture goes on as " + dialect.spell(capture.id()) + "; ask for it at " + place + ".",
        dialect.acknowledge(capture, document),
        Map.of("location", place, "retry-after", seconds));
  }
}
