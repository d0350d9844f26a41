package dev.shutterhook.submit.capture;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /v1/captures/{id}/image?format=png}: the way to the picture, by a presigned URL. */
public final class ShowImage implements Endpoint {
  /** About what a capture takes. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final CaptureLookup captures;
  private final ArtifactLinks links;

  public ShowImage(CaptureLookup captures, ArtifactLinks links) {
    this.captures = captures;
    this.links = links;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return captures
        .find(caller.account(), variable)
        .map(capture -> image(capture, request.parameter("format")))
        .orElseGet(CaptureLookup::notFound);
  }

  private Answer image(Capture capture, Optional<String> format) {
    Failure failure = capture.failure();
    if (failure != null) {
      return Answer.Problem.of(
          ProblemCode.CONFLICT, "The capture failed with " + failure.code().code() + ".");
    }
    if (capture.status() == CaptureStatus.CANCELED) {
      return Answer.Problem.of(ProblemCode.CONFLICT, "The capture was canceled.");
    }
    if (!capture.status().terminal()) {
      return Answer.Problem.passing(
          ProblemCode.CONFLICT,
          "The capture is " + capture.status().code() + "; its image comes with its completion.",
          RETRY_AFTER);
    }
    return capture.artifacts().stream()
        .filter(artifact -> format.isEmpty() || format.get().equals(name(artifact)))
        .findFirst()
        .map(this::redirect)
        .orElseGet(
            () ->
                Answer.Problem.of(
                    ProblemCode.NOT_FOUND, "The capture has no artifact of this format."));
  }

  private Answer redirect(Artifact artifact) {
    ArtifactLinks.Link link = links.to(artifact);
    return Answer.Reply.at(302, link.url(), Json.mapper().valueToTree(link));
  }

  private static String name(Artifact artifact) {
    return artifact.format().name().toLowerCase(Locale.ROOT);
  }
}
