package dev.shutterhook.core.render;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.id.Id;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message on the outcome queue: what the renderer says of an order that it was handed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RenderReport.Started.class, name = "started"),
  @JsonSubTypes.Type(value = RenderReport.Rendered.class, name = "rendered"),
  @JsonSubTypes.Type(value = RenderReport.RenderFailed.class, name = "failed")
})
public sealed interface RenderReport {
  /** The version of these messages. */
  int SCHEMA = 1;

  /** {@link #SCHEMA}. */
  int schema();

  /** Whose order it was. */
  Id capture();

  /** The order's token. */
  String token();

  /** When the renderer began, by its clock. */
  Instant startedAt();

  /**
   * Work on the order began, and takes long: where it ends soon, only its end is reported. It may
   * arrive after that.
   */
  record Started(int schema, Id capture, String token, Instant startedAt) implements RenderReport {
    public Started {
      requireAll(schema, capture, token, startedAt);
    }
  }

  /** An order's end. */
  sealed interface RenderOutcome extends RenderReport {
    /** When the renderer was done, by its clock. */
    Instant finishedAt();

    /** What its invocation cost, for this order; null where the renderer is older than that. */
    @Nullable BilledShare billed();
  }

  /**
   * The picture lies in the bucket.
   *
   * @param artifacts at least one, all in the capture's own folder
   */
  record Rendered(
      int schema,
      Id capture,
      String token,
      Instant startedAt,
      Instant finishedAt,
      List<Artifact> artifacts,
      PageFacts page,
      Verdict verdict,
      Timings timings,
      @Nullable BilledShare billed)
      implements RenderOutcome {
    /** One per format that a request can name. */
    public static final int MAX_ARTIFACTS = 8;

    public Rendered {
      requireAll(schema, capture, token, startedAt, finishedAt, page, verdict, timings);
      artifacts = List.copyOf(artifacts);
      if (artifacts.isEmpty() || artifacts.size() > MAX_ARTIFACTS) {
        throw new IllegalArgumentException("1 to " + MAX_ARTIFACTS + " artifacts");
      }
      String folder = Artifact.folderOf(capture);
      if (!artifacts.stream().allMatch(a -> a.key().startsWith(folder))) {
        throw new IllegalArgumentException("an artifact lies outside the capture's folder");
      }
    }
  }

  /** There will be no picture. */
  record RenderFailed(
      int schema,
      Id capture,
      String token,
      Instant startedAt,
      Instant finishedAt,
      Failure failure,
      @Nullable BilledShare billed)
      implements RenderOutcome {
    public RenderFailed {
      requireAll(schema, capture, token, startedAt, finishedAt, failure);
    }
  }

  /** Reports come from where hostile pages are shown: one with gaps is none. */
  private static void requireAll(int schema, Object... parts) {
    if (schema != SCHEMA || Stream.of(parts).anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("not a whole report of schema " + SCHEMA);
    }
  }
}
