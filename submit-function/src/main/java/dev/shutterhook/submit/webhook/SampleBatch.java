package dev.shutterhook.submit.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.batch.BatchDocument;
import dev.shutterhook.core.batch.CaptureBatch;
import dev.shutterhook.core.capture.CaptureGlance;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A batch that never was; its metadata says so. */
final class SampleBatch {
  private SampleBatch() {}

  /** What {@code batch.completed} would tell of. */
  static ObjectNode of(Id id, String account, Instant now) {
    List<Id> captures = List.of(CaptureBatch.captureId(id, 0), CaptureBatch.captureId(id, 1));
    ObjectNode metadata = Json.mapper().createObjectNode().put("sample", true);
    CaptureBatch batch =
        new CaptureBatch(
            id, account, captures, Set.of(), null, metadata, null, now, now, now.plusSeconds(1));
    return BatchDocument.brief(
        batch,
        List.of(
            new CaptureGlance(captures.getFirst(), CaptureStatus.COMPLETED, null),
            new CaptureGlance(captures.getLast(), CaptureStatus.FAILED, null)));
  }
}
