package dev.shutterhook.submit.dialect;

import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

/** Pictures as answers: their bytes, because not every client follows a redirect. */
public final class Pictures {
  /** About what a capture takes. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final PictureStore store;
  private final ArtifactLinks links;

  public Pictures(PictureStore store, ArtifactLinks links) {
    this.store = store;
    this.links = links;
  }

  /** A completed capture's picture, or the first of several; a large one by a redirect to it. */
  Answer answer(Capture completed) {
    Artifact artifact = completed.artifacts().getFirst();
    if (artifact.sizeBytes() > Answer.Picture.MAX_BYTES) {
      ArtifactLinks.Link link = links.to(artifact);
      return Answer.Reply.at(302, link.url(), Json.mapper().valueToTree(link));
    }
    return store
        .read(artifact.key(), Answer.Picture.MAX_BYTES)
        .<Answer>map(bytes -> picture(artifact, bytes))
        .orElseGet(
            () ->
                Answer.Problem.of(
                    ProblemCode.NOT_FOUND, "The capture's picture is no longer stored."));
  }

  /** A stranger's markup would run under our name: what is no picture is to be saved. */
  private static Answer picture(Artifact artifact, byte[] bytes) {
    Map<String, String> headers =
        artifact.format().inert()
            ? Map.of("x-content-type-options", "nosniff")
            : Map.of("x-content-type-options", "nosniff", "content-disposition", "attachment");
    return new Answer.Picture(ByteBuffer.wrap(bytes), artifact.format().contentType(), headers);
  }
}
