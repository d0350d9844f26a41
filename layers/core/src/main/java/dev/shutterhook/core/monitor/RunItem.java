package dev.shutterhook.core.monitor;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.List;

/** A run as an item beside its monitor's. */
final class RunItem {
  static final String STATE = "state";

  private static final int SCHEMA = 1;

  private RunItem() {}

  /** As it shall be, with a moment at which somebody looks after it unless it is at its end. */
  static Item write(MonitorRun run, Instant attentionAt) {
    Item item =
        Item.empty()
            .put("id", run.id())
            .put("schema", SCHEMA)
            .put("monitor", run.monitor())
            .put("account", run.account())
            .put(Listing.LISTED, listed(run.monitor()))
            .put("scheduled_at", run.scheduledAt())
            .put(STATE, run.state().code())
            .putJson("snapshot", run.snapshot())
            .putJson("diff", run.diff())
            .putJson("warnings", run.warnings())
            .putJson("failure", run.failure())
            .put("told", run.told() ? 1 : null)
            .put("ended_at", run.endedAt())
            .put("expires_at", run.expiresAt().getEpochSecond());
    return run.state().terminal() ? item : Attention.mark(item, run.id(), attentionAt);
  }

  static MonitorRun read(Item item) {
    item.upTo(SCHEMA);
    return new MonitorRun(
        Id.of(item.text("id")),
        Id.of(item.text("monitor")),
        item.text("account"),
        Instant.parse(item.text("scheduled_at")),
        RunState.of(item.text(STATE)),
        item.json("snapshot", Snapshot.class),
        item.json("diff", Diff.class),
        List.of(Json.read(item.text("warnings"), String[].class)),
        item.json("failure", RunFailure.class),
        item.number("told") > 0,
        item.instant("ended_at"),
        Instant.ofEpochSecond(item.number("expires_at")));
  }

  static String listed(Id monitor) {
    return Listing.partition(monitor.toString(), "runs");
  }
}
