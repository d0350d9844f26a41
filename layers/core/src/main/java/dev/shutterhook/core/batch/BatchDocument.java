package dev.shutterhook.core.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.CaptureGlance;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A batch as clients see it: in answers and, without addresses, in its webhook. */
public final class BatchDocument {
  /** What became of a capture whose record is gone. */
  private static final String DELETED = "deleted";

  private BatchDocument() {}

  /** The batch with the address of each capture. */
  public static ObjectNode of(CaptureBatch batch, List<CaptureGlance> captures) {
    return write(batch, captures, true);
  }

  /** The batch as a webhook has room for it. */
  public static ObjectNode brief(CaptureBatch batch, List<CaptureGlance> captures) {
    return write(batch, captures, false);
  }

  private static ObjectNode write(
      CaptureBatch batch, List<CaptureGlance> captures, boolean addresses) {
    Map<Id, CaptureGlance> known =
        captures.stream().collect(Collectors.toMap(CaptureGlance::id, Function.identity()));
    ObjectNode document = Json.mapper().createObjectNode();
    document
        .put("id", batch.id().toString())
        .put("status", batch.completedAt() == null ? "processing" : "completed")
        .put("created_at", batch.createdAt().toString())
        .put("completed_at", batch.completedAt() == null ? null : batch.completedAt().toString())
        .put("total", batch.captures().size());
    document.set("counts", counts(batch, captures));
    document.set("metadata", batch.metadata());
    ArrayNode list = document.putArray("captures");
    for (Id id : batch.captures()) {
      CaptureGlance glance = known.get(id);
      ObjectNode entry = list.addObject().put("id", id.toString());
      entry.put("status", glance == null ? DELETED : glance.status().code());
      if (addresses) {
        entry.put("url", glance == null ? null : glance.url());
      }
    }
    return document;
  }

  private static ObjectNode counts(CaptureBatch batch, List<CaptureGlance> captures) {
    Map<CaptureStatus, Integer> counts = new EnumMap<>(CaptureStatus.class);
    captures.forEach(capture -> counts.merge(capture.status(), 1, Integer::sum));
    ObjectNode document = Json.mapper().createObjectNode();
    for (CaptureStatus status : CaptureStatus.values()) {
      document.put(status.code(), counts.getOrDefault(status, 0));
    }
    return document.put(DELETED, batch.captures().size() - captures.size());
  }
}
