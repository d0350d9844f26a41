package dev.shutterhook.core.listing;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * One partition of the index {@link Listing#INDEX}.
 *
 * @param name of the partition, as {@link Listing#partition} spells it
 * @param since the first id that is meant
 * @param last behind all ids
 * @param batch what a query reads
 */
record Partition<T>(
    DynamoDbClient dynamoDb,
    String table,
    Function<Item, T> reader,
    String name,
    String since,
    String last,
    int batch)
    implements Source<T> {

  @Override
  public Bit<T> read(Optional<Id> before) {
    String until = before.map(Id::toString).orElse(last);
    if (until.compareTo(since) <= 0) {
      return new Bit<>(List.of(), true);
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
                        ":listed", fromS(name),
                        ":since", fromS(since),
                        ":until", fromS(until)))
                .scanIndexForward(false)
                .limit(batch)
                .build());
    // BETWEEN includes its ends, and the list goes on behind what was taken last.
    List<Entry<T>> entries =
        response.items().stream()
            .map(Item::of)
            .map(item -> new Entry<>(Id.of(item.text("id")), reader.apply(item)))
            .filter(entry -> !Optional.of(entry.id()).equals(before))
            .toList();
    return new Bit<>(
        entries, !response.hasLastEvaluatedKey() || response.lastEvaluatedKey().isEmpty());
  }
}
