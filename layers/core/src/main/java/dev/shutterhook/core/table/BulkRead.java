package dev.shutterhook.core.table;

import dev.shutterhook.core.id.Id;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Many records of a table, whose key is their id, with as few calls as will do. */
public final class BulkRead {
  /** DynamoDB reads no more items in one call. */
  public static final int MAX_READ = 100;

  private BulkRead() {}

  /**
   * Reads records as the last writes left them, in this order and without those that are gone.
   *
   * @param ids at most {@link #MAX_READ}, each once
   * @param reader understands an item
   */
  public static <T> List<T> find(
      DynamoDbClient dynamoDb, String table, List<Id> ids, Function<Item, T> reader) {
    return find(
        dynamoDb, table, ids, id -> Map.of("id", AttributeValue.fromS(id.toString())), reader);
  }

  /** The same for a table whose keys are made of ids, each of another one. */
  public static <T> List<T> find(
      DynamoDbClient dynamoDb,
      String table,
      List<Id> ids,
      Function<Id, Map<String, AttributeValue>> key,
      Function<Item, T> reader) {
    if (ids.isEmpty()) {
      return List.of();
    }
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(key).toList())
            .consistentRead(true)
            .build();
    // What one answer has no room for is asked for again; each has one at least.
    Map<Id, T> found =
        dynamoDb.batchGetItemPaginator(get -> get.requestItems(Map.of(table, wanted))).stream()
            .limit(ids.size())
            .flatMap(answer -> answer.responses().getOrDefault(table, List.of()).stream())
            .map(Item::of)
            .collect(Collectors.toMap(item -> Id.of(item.text("id")), reader));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }
}
