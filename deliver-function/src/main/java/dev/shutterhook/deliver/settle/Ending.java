package dev.shutterhook.deliver.settle;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.RenderReport.RenderFailed;
import dev.shutterhook.core.render.RenderReport.RenderOutcome;
import dev.shutterhook.core.render.RenderReport.Rendered;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a capture is after an outcome. The renderer's word is taken within bounds. */
final class Ending {
  private Ending() {}

  static Capture of(Capture capture, RenderOutcome outcome, Instant now) {
    return switch (outcome) {
      case Rendered rendered when !asOrdered(capture, rendered) ->
          ended(capture, outcome, now, Failure.of(FailureCode.RENDER_CRASHED));
      case Rendered(_, _, _, _, _, var artifacts, var page, var verdict, var timings, _) ->
          ended(capture, outcome, now, artifacts, page, verdict, timings, null);
      case RenderFailed failed -> ended(capture, outcome, now, failed.failure());
    };
  }

  /** Only a renderer that is broken or taken over makes other artifacts than those ordered. */
  private static boolean asOrdered(Capture capture, Rendered rendered) {
    return rendered.artifacts().stream()
        .map(Artifact::format)
        .toList()
        .equals(capture.options().output().formats());
  }

  private static Capture ended(
      Capture capture, RenderOutcome outcome, Instant now, Failure failure) {
    return ended(capture, outcome, now, List.of(), null, null, null, failure);
  }

  private static Capture ended(
      Capture capture,
      RenderOutcome outcome,
      Instant now,
      List<Artifact> artifacts,
      @Nullable PageFacts page,
      @Nullable Verdict verdict,
      @Nullable Timings timings,
      @Nullable Failure failure) {
    CaptureStatus status = failure == null ? CaptureStatus.COMPLETED : CaptureStatus.FAILED;
    // What the client has been told already stays as it is.
    Instant begun = capture.startedAt() == null ? outcome.startedAt() : capture.startedAt();
    Instant startedAt = within(begun, capture.createdAt(), now);
    return new Capture(
        capture.id(),
        capture.account(),
        capture.token(),
        status,
        capture.options(),
        null,
        capture.callback(),
        capture.metadata(),
        capture.createdAt(),
        startedAt,
        within(outcome.finishedAt(), startedAt, now),
        artifacts,
        page,
        verdict,
        timings,
        failure,
        capture.told(),
        capture.origin());
  }

  private static Instant within(Instant at, Instant earliest, Instant latest) {
    Instant early = at.isAfter(latest) ? latest : at;
    return early.isBefore(earliest) ? earliest : early;
  }
}
