package dev.shutterhook.core.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.webhook.StableJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A capture as clients see it: in answers and, as {@code data}, in webhooks. */
public final class CaptureDocument {
  private final ArtifactLinks links;
  private final Function<Capture, DeliveryCounts> tally;

  /** Documents as webhooks carry them, whose artifacts are linked by {@code links}. */
  public CaptureDocument(ArtifactLinks links) {
    this(links, _ -> DeliveryCounts.ONE_PENDING);
  }

  /**
   * Documents whose artifacts are linked by {@code links}.
   *
   * @param tally how a capture's webhooks fare
   */
  public CaptureDocument(ArtifactLinks links, Function<Capture, DeliveryCounts> tally) {
    this.links = links;
    this.tally = tally;
  }

  /** The same, but with what another tally says. */
  public CaptureDocument counting(Function<Capture, DeliveryCounts> other) {
    return new CaptureDocument(links, other);
  }

  /** A fresh link to an artifact, as all documents have them. */
  public ArtifactLinks.Link link(Artifact artifact) {
    return links.to(artifact);
  }

  /** The capture as the API shows it, with links that are fresh. */
  public ObjectNode of(Capture capture) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("id", capture.id().toString()).put("status", capture.status().code());
    document.put("url", capture.url());
    document.put("batch", text(capture.origin().batch()));
    document.set("options", capture.options().echo());
    document.set("metadata", capture.metadata());
    document.put("created_at", text(capture.createdAt()));
    document.put("started_at", text(capture.startedAt()));
    document.put("completed_at", text(capture.completedAt()));
    ArrayNode artifacts = document.putArray("artifacts");
    capture.artifacts().forEach(artifact -> artifacts.add(artifact(artifact)));
    document.put("cached", capture.origin().cache().hit());
    document.set("page", Json.mapper().valueToTree(capture.page()));
    document.set("verdict", Json.mapper().valueToTree(capture.verdict()));
    document.set("timings", Json.mapper().valueToTree(capture.timings()));
    document.set("error", Json.mapper().valueToTree(capture.failure()));
    document.set("deliveries", Json.mapper().valueToTree(tally.apply(capture)));
    return document;
  }

  /**
   * The capture as a webhook carries it: what would not fit is left out and named in {@code
   * omitted}, where masks are first, then the longest options, then links. The API has it all.
   */
  public ObjectNode within(Capture capture, int mostBytes) {
    ObjectNode document = of(capture);
    if (bytes(document) <= mostBytes) {
      return document;
    }
    ArrayNode omitted = document.putArray("omitted");
    if (document.get("page") instanceof ObjectNode page && page.remove("masks") != null) {
      omitted.add("page.masks");
    }
    ObjectNode options = (ObjectNode) document.get("options");
    while (bytes(document) > mostBytes && !options.isEmpty()) {
      String longest =
          Collections.max(
                  options.properties(), Comparator.comparingInt(field -> bytes(field.getValue())))
              .getKey();
      options.remove(longest);
      omitted.add("options." + longest);
    }
    JsonNode artifacts = document.path("artifacts");
    for (int i = artifacts.size() - 1; i >= 0 && bytes(document) > mostBytes; i--) {
      ((ObjectNode) artifacts.get(i)).putNull("url");
      omitted.add("artifacts[" + i + "].url");
    }
    return document;
  }

  private static int bytes(JsonNode node) {
    return StableJson.write(node).getBytes(StandardCharsets.UTF_8).length;
  }

  private ObjectNode artifact(Artifact artifact) {
    ArtifactLinks.Link link = links.to(artifact);
    ObjectNode document = Json.mapper().createObjectNode();
    document.set("format", Json.mapper().valueToTree(artifact.format()));
    return document
        .put("content_type", artifact.format().contentType())
        .put("size_bytes", artifact.sizeBytes())
        .put("width", artifact.width())
        .put("height", artifact.height())
        .put("sha256", artifact.sha256())
        .put("url", link.url().toString())
        .put("expires_at", text(link.expiresAt()));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
