package dev.shutterhook.core.monitor;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.table.Item;
import java.time.Instant;

/** A monitor as an item: what conditions and indexes ask for is an attribute, the rest is JSON. */
final class MonitorItem {
  static final String STATE = "state";
  static final String SETTINGS = "settings";
  static final String PROGRESS = "progress";

  /** Of the progress, for conditions. */
  static final String VERSION = "version";

  /** Sparse: the partition of the index of what is due, and the moment in it. */
  static final String DUE = "due";

  static final String DUE_AT = "due_at";

  static final String UPDATED_AT = "updated_at";

  private static final int SCHEMA = 1;
  private static final String LISTED_AS = "monitors";

  private MonitorItem() {}

  static Item write(Monitor monitor) {
    Instant dueAt = monitor.dueAt();
    Item item =
        Item.empty()
            .put("id", monitor.id())
            .put("schema", SCHEMA)
            .put("account", monitor.account())
            .put("key", monitor.key())
            .put(STATE, monitor.state().code())
            .put(Listing.LISTED, listed(monitor.account()))
            .putJson(SETTINGS, monitor.settings())
            .put("sealed_identity", monitor.identity() == null ? null : monitor.identity().text())
            .put("paused_because", monitor.pausedBecause())
            .putJson(PROGRESS, monitor.progress())
            .put(VERSION, monitor.progress().version())
            .put("created_at", monitor.createdAt())
            .put(UPDATED_AT, monitor.updatedAt());
    return dueAt == null
        ? item
        : item.put(DUE, DueMonitors.shardOf(monitor.id())).put(DUE_AT, dueAt.toEpochMilli());
  }

  static Monitor read(Item item) {
    item.upTo(SCHEMA);
    return new Monitor(
        Id.of(item.text("id")),
        item.text("account"),
        item.text("key"),
        Json.read(item.text(SETTINGS), MonitorSettings.class),
        item.find("sealed_identity").map(SealedIdentity::of).orElse(null),
        MonitorState.of(item.text(STATE)),
        item.find("paused_because").map(Monitor.Pause::valueOf).orElse(null),
        item.findNumber(DUE_AT).map(Instant::ofEpochMilli).orElse(null),
        Json.read(item.text(PROGRESS), Progress.class),
        Instant.parse(item.text("created_at")),
        Instant.parse(item.text(UPDATED_AT)));
  }

  static String listed(String account) {
    return Listing.partition(account, LISTED_AS);
  }
}
