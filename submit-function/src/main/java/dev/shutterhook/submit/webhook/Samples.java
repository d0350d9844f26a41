package dev.shutterhook.submit.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.webhook.EventType;
import java.time.Instant;

/**
 * What each event would tell of. Receivers may well look at the prefixes of ids.
 *
 * @param document of captures
 * @param links to pictures that are not there
 */
public record Samples(CaptureDocument document, ArtifactLinks links) {

  ObjectNode of(EventType type, Id sample, String account, Instant now) {
    return switch (type) {
      case CAPTURE_COMPLETED, CAPTURE_FAILED, CAPTURE_CANCELED ->
          document.of(SampleCapture.of(type, new Id(Id.Kind.CAPTURE, sample.ulid()), account, now));
      case BATCH_COMPLETED -> SampleBatch.of(new Id(Id.Kind.BATCH, sample.ulid()), account, now);
      case MONITOR_CHANGED, MONITOR_UNCHANGED, MONITOR_FAILED, MONITOR_RECOVERED, MONITOR_PAUSED ->
          new SampleRun(new Id(Id.Kind.MONITOR, sample.ulid()), account, now).of(type, links);
    };
  }
}
