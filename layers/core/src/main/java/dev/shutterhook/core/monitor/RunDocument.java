package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Format;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A run as clients see it: in answers and in webhooks, with links that are fresh. */
public final class RunDocument {
  private RunDocument() {}

  /** All of it. A link leads to nothing where its file is no longer kept. */
  public static ObjectNode of(MonitorRun run, ArtifactLinks links) {
    ObjectNode document = Json.mapper().createObjectNode();
    document
        .put("id", run.id().toString())
        .put("monitor", run.monitor().toString())
        .put("state", run.state().code())
        .put("scheduled_at", run.scheduledAt().toString())
        .put("ended_at", text(run.endedAt()))
        .put("expires_at", run.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("capture", run.capture().toString());
    document.set("picture", picture(run.snapshot(), links));
    document.set("text", words(run.snapshot(), links));
    document.set("masks", masks(run.snapshot()));
    document.set("diff", diff(run.diff(), links));
    document.set("warnings", Json.mapper().valueToTree(run.warnings()));
    document.set("error", Json.mapper().valueToTree(run.failure()));
    return document.put("told", run.told());
  }

  /** The look's picture; null where there is no look. */
  public static @Nullable ObjectNode picture(@Nullable Snapshot seen, ArtifactLinks links) {
    return seen == null
        ? null
        : link(seen.picture(), Format.PNG, links)
            .put("width", seen.width())
            .put("height", seen.height())
            .put("sha256", seen.sha256());
  }

  /** What it said; null where that was not kept. */
  public static @Nullable ObjectNode words(@Nullable Snapshot seen, ArtifactLinks links) {
    return seen == null || seen.text() == null ? null : link(seen.text(), Format.TEXT, links);
  }

  private static ArrayNode masks(@Nullable Snapshot seen) {
    return seen == null ? Json.mapper().createArrayNode() : Json.mapper().valueToTree(seen.masks());
  }

  private static @Nullable ObjectNode diff(@Nullable Diff diff, ArtifactLinks links) {
    if (diff == null) {
      return null;
    }
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("against", diff.against())
            .put("pixels", diff.pixels())
            .put("ratio", diff.ratio());
    document.set("boxes", Json.mapper().valueToTree(diff.regions()));
    document.put("height_delta", diff.heightDelta());
    document.set("text", Json.mapper().valueToTree(diff.text()));
    ArtifactLinks.Link link = diff.picture() == null ? null : links.to(diff.picture(), Format.PNG);
    return document
        .put("url", link == null ? null : link.url().toString())
        .put("expires_at", link == null ? null : link.expiresAt().toString());
  }

  /** Where a file can be fetched without a key, and until when. */
  static ObjectNode link(String key, Format format, ArtifactLinks links) {
    return Json.mapper().valueToTree(links.to(key, format));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
