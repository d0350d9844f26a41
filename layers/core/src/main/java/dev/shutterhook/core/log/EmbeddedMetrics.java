package dev.shutterhook.core.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.time.Instant;

/**
 * What a line of the log measures, in CloudWatch's embedded metric format ("Specification: Embedded
 * metric format"): it names members of the line that hold the values. There are no dimensions; the
 * namespace tells stacks apart. Not for several threads.
 */
final class EmbeddedMetrics {
  static final String COUNT = "Count";
  static final String MILLISECONDS = "Milliseconds";

  /** CloudWatch takes no more in one line. */
  static final int MAX_METRICS = 100;

  private final ArrayNode definitions = Json.mapper().createArrayNode();

  void add(String name, String unit) {
    if (definitions.size() == MAX_METRICS) {
      throw new IllegalStateException("a line measures at most " + MAX_METRICS + " things");
    }
    definitions.addObject().put("Name", name).put("Unit", unit);
  }

  boolean isEmpty() {
    return definitions.isEmpty();
  }

  void describe(ObjectNode line, String namespace, Instant at) {
    ObjectNode metadata = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
    ObjectNode directive = metadata.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", namespace).putArray("Dimensions").addArray();
    directive.set("Metrics", definitions);
  }
}
