package dev.shutterhook.submit.webhook;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.core.webhook.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A capture that never was: it has all that a real one has, and its metadata says what it is. */
final class SampleCapture {
  private static final String URL = "https://example.com/";

  private static final String REQUEST =
      """
      {"url":"%s","metadata":{"sample":true,"note":"A sample event: there is no such capture."}}
      """
          .formatted(URL);

  /** Of no bytes at all: the link to it leads to nothing. */
  private static final String SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private SampleCapture() {}

  /** What that event would tell of. */
  static Capture of(EventType type, Id id, String account, Instant now) {
    return switch (type) {
      case CAPTURE_COMPLETED -> completed(id, account, now);
      case CAPTURE_FAILED ->
          ended(id, account, now, List.of(), null, null, Failure.of(FailureCode.TIMEOUT));
      case CAPTURE_CANCELED -> queued(id, account, now).canceled(now);
      default -> throw new IllegalArgumentException("not of a capture");
    };
  }

  private static Capture completed(Id id, String account, Instant now) {
    Artifact picture =
        new Artifact(
            Format.PNG, Artifact.keyOf(id, SHA256, Format.PNG), 24_576, 1_280, 800, SHA256);
    PageFacts page = new PageFacts(URL, 200, "Example Domain");
    return ended(
        id, account, now, List.of(picture), page, new Timings(12, 80, 30, 25, 9, 160), null);
  }

  private static Capture ended(
      Id id,
      String account,
      Instant now,
      List<Artifact> artifacts,
      @Nullable PageFacts page,
      @Nullable Timings timings,
      @Nullable Failure failure) {
    Capture queued = queued(id, account, now);
    return new Capture(
        id,
        account,
        "",
        failure == null ? CaptureStatus.COMPLETED : CaptureStatus.FAILED,
        queued.options(),
        null,
        null,
        queued.metadata(),
        now,
        now,
        now,
        artifacts,
        page,
        failure == null ? Verdict.COMPLETE : null,
        timings,
        failure,
        List.of(),
        queued.origin());
  }

  private static Capture queued(Id id, String account, Instant now) {
    return switch (CaptureRequest.read(REQUEST, EgressPolicy.STRICT)) {
      case CaptureRequest.Refused(var faults) ->
          throw new IllegalStateException("the sample is refused: " + faults);
      case CaptureRequest.Accepted(var request) ->
          Capture.queued(id, account, "", request, null, now);
    };
  }
}
