package dev.shutterhook.localrunner.template;

import dev.shutterhook.localcloud.template.IndexResource;
import dev.shutterhook.localcloud.template.KeySchema;
import dev.shutterhook.localcloud.template.TableResource;
import java.util.HashMap;
import java.util.Map;

/** The keys of a table and of its indexes, as in {@code id+item}. */
final class Keys {
  private Keys() {}

  static Map<String, String> of(TableResource table) {
    Map<String, String> keys = new HashMap<>();
    keys.put(table.logicalId(), spelled(table.key()));
    for (IndexResource index : table.indexes()) {
      keys.put(table.logicalId() + "/" + index.name(), spelled(index.key()));
    }
    return keys;
  }

  private static String spelled(KeySchema key) {
    return key.partition() + key.sort().map(sort -> "+" + sort).orElse("");
  }
}
