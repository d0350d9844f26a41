package dev.shutterhook.core.listing;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Item;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One partition of a list, the newest first, read bit by bit. Not for threads. */
final class Strand<T> {
  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Function<Item, T> reader;
  private final String partition;
  private final String since;
  private final String last;
  private final int batch;
  private final Queue<Entry<T>> read = new ArrayDeque<>();
  private Optional<Id> before;
  private boolean atEnd;

  /** A record and its place. */
  record Entry<T>(Id id, T value) {}

  Strand(
      DynamoDbClient dynamoDb,
      String table,
      Id.Kind kind,
      Function<Item, T> reader,
      String partition,
      Span span,
      int batch) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reader = reader;
    this.partition = partition;
    this.since = span.since().map(at -> Id.first(kind, at).toString()).orElse(kind.prefix());
    // The letters of ids sort before it.
    this.last = kind.prefix() + "~";
    this.before = span.before();
    this.batch = Math.min(batch, Listing.MAX_ITEMS);
  }

  boolean hasHead() {
    return !read.isEmpty();
  }

  boolean mustRead() {
    return read.isEmpty() && !atEnd;
  }

  Entry<T> head() {
    return read.element();
  }

  Entry<T> take() {
    return read.remove();
  }

  void read() {
    String until = before.map(Id::toString).orElse(last);
    if (until.compareTo(since) <= 0) {
      atEnd = true;
      return;
    }
    QueryResponse response =
        dynamoDb.query(
            QueryRequest.builder()
                .tableName(table)
                .indexName(Listing.INDEX)
                .keyConditionExpression("#listed = :listed AND #id BETWEEN :since AND :until")
                .expressionAttributeNames(Map.of("#listed", Listing.LISTED, "#id", "id"))
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
        .map(Item::of)
        .map(item -> new Entry<>(Id.of(item.text("id")), reader.apply(item)))
        .filter(entry -> !Optional.of(entry.id()).equals(before))
        .forEach(read::add);
    atEnd = !response.hasLastEvaluatedKey() || response.lastEvaluatedKey().isEmpty();
    if (!response.items().isEmpty()) {
      before = Optional.of(Id.of(Item.of(response.items().getLast()).text("id")));
    }
  }
}
