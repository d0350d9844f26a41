package dev.shutterhook.core.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.core.webhook.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A capture as the table knows it.
 *
 * @param id its id
 * @param account whose it is; nobody else learns that it exists
 * @param token what an outcome must carry to be believed
 * @param status how far it is
 * @param options how it shall look; the identity's secrets are redacted
 * @param identity as whom the page is visited; null for nobody, and once it has ended
 * @param callback whom to tell; null for nobody
 * @param metadata the client's own, echoed
 * @param createdAt when it was asked for
 * @param startedAt when rendering began; null before
 * @param completedAt when it ended; null before
 * @param artifacts what it was made into; empty unless completed
 * @param page what the page turned out to be; null unless completed
 * @param verdict whether the picture is whole; null unless completed
 * @param timings where the time went; null unless completed
 * @param failure why it failed; null unless failed
 * @param told the deliveries that tell of it, the newest first
 * @param origin by which way it came in
 */
public record Capture(
    Id id,
    String account,
    String token,
    CaptureStatus status,
    CaptureOptions options,
    @Nullable SealedIdentity identity,
    @Nullable Callback callback,
    ObjectNode metadata,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    List<Artifact> artifacts,
    @Nullable PageFacts page,
    @Nullable Verdict verdict,
    @Nullable Timings timings,
    @Nullable Failure failure,
    List<Id> told,
    Origin origin) {

  public Capture {
    artifacts = List.copyOf(artifacts);
    told = List.copyOf(told);
    if (!options.identity().equals(options.identity().redacted())) {
      throw new IllegalArgumentException("a capture holds no secret that can be read");
    }
    if ((status == CaptureStatus.COMPLETED) == artifacts.isEmpty()) {
      throw new IllegalArgumentException("a completed capture has artifacts, and only it");
    }
    if ((status == CaptureStatus.FAILED) != (failure != null)) {
      throw new IllegalArgumentException("a failed capture has a failure, and only it");
    }
  }

  /**
   * A capture that was just asked for.
   *
   * @param identity what the options say in the clear
   */
  public static Capture queued(
      Id id,
      String account,
      String token,
      CaptureRequest request,
      @Nullable SealedIdentity identity,
      Instant now) {
    return new Capture(
        id,
        account,
        token,
        CaptureStatus.QUEUED,
        request.options().as(request.options().identity().redacted()),
        identity,
        request.callback(),
        request.metadata(),
        now,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        Origin.UNKNOWN);
  }

  /** The same capture, but it came in by that way. */
  public Capture by(Origin way) {
    return with(told, way);
  }

  /** Of the page; null where the client sent the document itself. */
  public @Nullable String url() {
    return options.source() instanceof Source.Page(var url) ? url.toString() : null;
  }

  /** Of whoever asked for it; null where nobody knows. */
  public @Nullable Trace trace() {
    return origin.trace();
  }

  /** The event that tells of its end; empty where the client does not want to know. */
  public Optional<EventType> event() {
    return Optional.ofNullable(callback).flatMap(told -> status.event().filter(told::wants));
  }

  /** The same capture, which nobody wants any more. It must not have begun. */
  public Capture canceled(Instant now) {
    return new Capture(
        id,
        account,
        token,
        CaptureStatus.CANCELED,
        options,
        null,
        callback,
        metadata,
        createdAt,
        null,
        now,
        List.of(),
        null,
        null,
        null,
        null,
        told,
        origin);
  }

  /**
   * The same capture, completed at once by what an earlier one came to.
   *
   * @param copies of its artifacts, for this one
   */
  public Capture answeredBy(Capture earlier, List<Artifact> copies) {
    return new Capture(
        id,
        account,
        token,
        CaptureStatus.COMPLETED,
        options,
        null,
        callback,
        metadata,
        createdAt,
        createdAt,
        createdAt,
        copies,
        earlier.page,
        earlier.verdict,
        Timings.NONE,
        null,
        told,
        origin.with(new CacheUse(origin.cache().key(), true)));
  }

  /** The same capture, but those deliveries tell of it. */
  public Capture toldBy(List<Id> deliveries) {
    return with(deliveries, origin);
  }

  private Capture with(List<Id> deliveries, Origin way) {
    return new Capture(
        id,
        account,
        token,
        status,
        options,
        identity,
        callback,
        metadata,
        createdAt,
        startedAt,
        completedAt,
        artifacts,
        page,
        verdict,
        timings,
        failure,
        deliveries,
        way);
  }
}
