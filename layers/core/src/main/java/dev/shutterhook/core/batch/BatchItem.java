package dev.shutterhook.core.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A batch as an item beside its captures'. */
final class BatchItem {
  /** The captures of which it was not told yet; the attribute goes with the last of them. */
  static final String OPEN = "open";

  static final String COMPLETED_AT = "completed_at";

  /** When an end was heard of last, in milliseconds; absent before the first. */
  static final String HEARD_AT = "heard_at";

  private static final int SCHEMA = 1;

  private BatchItem() {}

  static Item write(CaptureBatch batch) {
    return Item.empty()
        .put("id", batch.id())
        .put("schema", SCHEMA)
        .put("account", batch.account())
        .put("captures", batch.captures().size())
        .putTexts(OPEN, batch.open())
        .put("receiver", batch.receiver())
        .putJson("metadata", batch.metadata())
        .put("traceparent", batch.trace())
        .put("created_at", batch.createdAt())
        .put(COMPLETED_AT, batch.completedAt())
        .put("expires_at", batch.expiresAt().getEpochSecond());
  }

  static CaptureBatch read(Item item) {
    item.upTo(SCHEMA);
    Id id = Id.of(item.text("id"));
    List<Id> captures =
        IntStream.range(0, (int) item.number("captures"))
            .mapToObj(number -> CaptureBatch.captureId(id, number))
            .toList();
    return new CaptureBatch(
        id,
        item.text("account"),
        captures,
        item.texts(OPEN).stream().map(Id::of).collect(Collectors.toUnmodifiableSet()),
        item.find("receiver").map(WebUrl::parse).orElse(null),
        (ObjectNode) Json.tree(item.text("metadata")),
        item.find("traceparent").flatMap(Trace::parse).orElse(null),
        Instant.parse(item.text("created_at")),
        item.instant(COMPLETED_AT),
        Instant.ofEpochSecond(item.number("expires_at")));
  }
}
