package dev.shutterhook.monitor.run;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.Masked;
import dev.shutterhook.core.render.PageFacts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a capture gives a run to look at. */
sealed interface Sight {
  /** The page. */
  record Seen(Snapshot snapshot) implements Sight {}

  /** Nothing. */
  record Blind(RunFailure why) implements Sight {}

  /** Nothing as yet. */
  record Waiting() implements Sight {}

  /**
   * What there is of a run's capture.
   *
   * @param capture empty where there is none
   * @param refused why the run was refused one; null where it was deleted
   */
  static Sight of(Id run, Optional<Capture> capture, @Nullable RunFailure refused) {
    if (capture.isEmpty()) {
      return new Blind(
          refused == null ? new RunFailure(RunFailure.GONE, "Its capture was deleted.") : refused);
    }
    return switch (capture.get().status()) {
      case QUEUED, RENDERING -> new Waiting();
      case CANCELED -> new Blind(new RunFailure(RunFailure.CANCELED, "Its capture was canceled."));
      case FAILED -> {
        Failure failure = Objects.requireNonNull(capture.get().failure(), "it has failed");
        yield new Blind(new RunFailure(failure.code().code(), failure.message()));
      }
      case COMPLETED -> seen(run, capture.get());
    };
  }

  private static Sight seen(Id run, Capture capture) {
    Optional<Artifact> picture = made(capture, Format.PNG);
    if (picture.isEmpty()) {
      return new Blind(new RunFailure(RunFailure.GONE, "Its capture has no PNG."));
    }
    Artifact png = picture.get();
    PageFacts page = capture.page();
    List<Masked> masks = page == null ? List.of() : page.masks();
    Instant at = Objects.requireNonNull(capture.completedAt(), "it is completed");
    return new Seen(
        new Snapshot(
            run,
            png.key(),
            png.sha256(),
            Objects.requireNonNull(png.width(), "a PNG has a width"),
            Objects.requireNonNull(png.height(), "a PNG has a height"),
            made(capture, Format.TEXT).map(Artifact::key).orElse(null),
            masks,
            at));
  }

  private static Optional<Artifact> made(Capture capture, Format format) {
    return capture.artifacts().stream().filter(artifact -> artifact.format() == format).findFirst();
  }
}
