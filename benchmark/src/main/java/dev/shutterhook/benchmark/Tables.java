package dev.shutterhook.benchmark;

import dev.shutterhook.localcloud.LocalCloud;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What the tables that captures leave records in keep. */
final class Tables {
  private static final List<String> OF_CAPTURES = List.of("CapturesTable", "DeliveriesTable");

  /** DynamoDB asks money for so much beside each item, and each of an index. */
  private static final long OVERHEAD_BYTES = 100;

  private Tables() {}

  /** With their indexes. */
  static long bytes(LocalCloud cloud) {
    return OF_CAPTURES.stream().mapToLong(table -> bytes(cloud, table)).sum();
  }

  private static long bytes(LocalCloud cloud, String logicalId) {
    String name = cloud.tableName(logicalId);
    TableDescription table =
        cloud.dynamoDb().describeTable(describe -> describe.tableName(name)).table();
    long indexes =
        table.globalSecondaryIndexes().stream()
            .mapToLong(index -> of(index.indexSizeBytes(), index.itemCount()))
            .sum();
    return of(table.tableSizeBytes(), table.itemCount()) + indexes;
  }

  private static long of(long bytes, long items) {
    return bytes + OVERHEAD_BYTES * items;
  }
}
