package dev.shutterhook.core.webhook;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Item;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** An account's deliveries of one state, the newest first, read bit by bit. Not for threads. */
final class DeliveryStream {
  /** So many are read by one query. */
  static final int MAX_ITEMS = 500;

  private static final String INDEX = "ByAccount";

  /** Before and behind every delivery's id. */
  private static final String FIRST = "dlv_";

  private static final String LAST = "dlv_~";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final String partition;
  private final String since;
  private final int batch;
  private final Queue<DeliveryOutline> read = new ArrayDeque<>();
  private Optional<Id> before;
  private boolean atEnd;

  DeliveryStream(
      DynamoDbClient dynamoDb,
      String table,
      DeliveryFilter filter,
      DeliveryState state,
      Optional<Id> before,
      int batch) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.partition = ProgressItem.listed(filter.account(), state);
    this.since = filter.since().map(at -> Id.first(Id.Kind.DELIVERY, at).toString()).orElse(FIRST);
    this.before = before;
    this.batch = Math.min(batch, MAX_ITEMS);
  }

  boolean hasHead() {
    return !read.isEmpty();
  }

  boolean mustRead() {
    return read.isEmpty() && !atEnd;
  }

  DeliveryOutline head() {
    return read.element();
  }

  DeliveryOutline take() {
    return read.remove();
  }

  void read() {
    String until = before.map(Id::toString).orElse(LAST);
    if (until.compareTo(since) <= 0) {
      atEnd = true;
      return;
    }
    QueryResponse response =
        dynamoDb.query(
            QueryRequest.builder()
                .tableName(table)
                .indexName(INDEX)
                .keyConditionExpression("#listed = :listed AND #id BETWEEN :since AND :until")
                .expressionAttributeNames(Map.of("#listed", DeliveryItem.LISTED, "#id", "id"))
                .expressionAttributeValues(
                    Map.of(
                        ":listed", fromS(partition),
                        ":since", fromS(since),
                        ":until", fromS(until)))
                .scanIndexForward(false)
                .limit(batch)
                .build());
    // BETWEEN includes its ends, and the list goes on behind what was taken last.
    response.items().stream()
        .map(item -> DeliveryItem.outline(Item.of(item)))
        .filter(delivery -> !Optional.of(delivery.id()).equals(before))
        .forEach(read::add);
    atEnd = !response.hasLastEvaluatedKey() || response.lastEvaluatedKey().isEmpty();
    if (!response.items().isEmpty()) {
      before = Optional.of(Id.of(Item.of(response.items().getLast()).text("id")));
    }
  }
}
