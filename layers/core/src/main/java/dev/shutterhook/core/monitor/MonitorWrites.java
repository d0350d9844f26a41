package dev.shutterhook.core.monitor;

import static dev.shutterhook.core.monitor.MonitorStore.key;
import static dev.shutterhook.core.monitor.MonitorStore.millis;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The writes of {@link MonitorStore}, each with its condition. */
record MonitorWrites(String table) {

  TransactWriteItem creating(Monitor monitor) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(MonitorItem.write(monitor).attributes())
                .conditionExpression("attribute_not_exists(id)")
                .build())
        .build();
  }

  TransactWriteItem moving(Id id, Instant seen, @Nullable Instant next) {
    Update.Builder update = Update.builder().tableName(table).key(key(id));
    Map<String, String> at = Map.of("#at", MonitorItem.DUE_AT);
    Map<String, String> ending =
        Map.of("#at", MonitorItem.DUE_AT, "#due", MonitorItem.DUE, "#state", MonitorItem.STATE);
    if (next != null) {
      update
          .updateExpression("SET #at = :next")
          .expressionAttributeNames(at)
          .expressionAttributeValues(Map.of(":seen", millis(seen), ":next", millis(next)));
    } else {
      update
          .updateExpression("SET #state = :paused, paused_because = :ended REMOVE #at, #due")
          .expressionAttributeNames(ending)
          .expressionAttributeValues(
              Map.of(
                  ":seen", millis(seen),
                  ":paused", fromS(MonitorState.PAUSED.code()),
                  ":ended", fromS(Monitor.Pause.ENDED.name())));
    }
    return TransactWriteItem.builder()
        .update(update.conditionExpression("#at = :seen").build())
        .build();
  }

  Update changing(Monitor changed, Monitor seen) {
    Map<String, AttributeValue> all = MonitorItem.write(changed).attributes();
    List<String> written =
        new ArrayList<>(
            List.of(
                MonitorItem.STATE,
                MonitorItem.SETTINGS,
                MonitorItem.UPDATED_AT,
                "sealed_identity",
                "paused_because"));
    if (changed.state() != seen.state() || !Objects.equals(changed.dueAt(), seen.dueAt())) {
      written.addAll(List.of(MonitorItem.DUE, MonitorItem.DUE_AT));
    }
    String condition = "#updated_at = :seen AND #state = :state_seen";
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":seen", fromS(seen.updatedAt().toString()));
    values.put(":state_seen", fromS(seen.state().code()));
    if (changed.progress().version() != seen.progress().version()) {
      written.addAll(List.of(MonitorItem.PROGRESS, MonitorItem.VERSION));
      condition += " AND #version = :version_seen";
      values.put(":version_seen", fromN(Long.toString(seen.progress().version())));
    }
    Map<String, String> names = new HashMap<>();
    List<String> sets = new ArrayList<>();
    List<String> removes = new ArrayList<>();
    for (String name : written) {
      names.put("#" + name, name);
      if (all.containsKey(name)) {
        sets.add("#" + name + " = :" + name);
        values.put(":" + name, all.get(name));
      } else {
        removes.add("#" + name);
      }
    }
    String remove = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
    return Update.builder()
        .tableName(table)
        .key(key(changed.id()))
        .updateExpression("SET " + String.join(", ", sets) + remove)
        .conditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  Update progressing(Id id, Progress progress) {
    return noting(id, progress, "", Map.of(), Map.of());
  }

  Update pausing(Id id, Progress progress) {
    return noting(
        id,
        progress,
        ", #state = :paused, paused_because = :failures REMOVE #at, #due",
        Map.of("#at", MonitorItem.DUE_AT, "#due", MonitorItem.DUE),
        Map.of(
            ":paused", fromS(MonitorState.PAUSED.code()),
            ":failures", fromS(Monitor.Pause.FAILURES.name())));
  }

  private Update noting(
      Id id,
      Progress progress,
      String also,
      Map<String, String> moreNames,
      Map<String, AttributeValue> moreValues) {
    Map<String, String> names = new HashMap<>(moreNames);
    names.put("#progress", MonitorItem.PROGRESS);
    names.put("#version", MonitorItem.VERSION);
    names.put("#state", MonitorItem.STATE);
    Map<String, AttributeValue> values = new HashMap<>(moreValues);
    values.put(":progress", fromS(Json.write(progress)));
    values.put(":version", fromN(Long.toString(progress.version())));
    values.put(":before", fromN(Long.toString(progress.version() - 1)));
    values.put(":deleting", fromS(MonitorState.DELETING.code()));
    return Update.builder()
        .tableName(table)
        .key(key(id))
        .updateExpression("SET #progress = :progress, #version = :version" + also)
        .conditionExpression("#version = :before AND #state <> :deleting")
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }
}
