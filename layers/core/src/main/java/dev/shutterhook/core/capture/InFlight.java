package dev.shutterhook.core.capture;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Source;
import dev.shutterhook.core.table.Item;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The sparse index of captures that have not ended. A capture is in it from its first write to its
 * last, and nothing between moves it there. Safe for threads.
 *
 * @param dynamoDb the client
 * @param table of captures
 */
record InFlight(DynamoDbClient dynamoDb, String table) {
  static final String INDEX = "InFlight";

  /**
   * A query reads 1 MB, some 7,000 captures, so that 100,000 of an account, the most that the
   * template allows, are read with room to spare.
   */
  static final int MAX_QUERIES = 20;

  /**
   * How many an account has, as far as the index knows by now. Where they are thousands, this takes
   * several queries, one after the other.
   *
   * @param most counting ends there
   */
  int count(String account, int most) {
    QueryRequest query = of(account).select(Select.COUNT).limit(most).build();
    Iterator<QueryResponse> answers = dynamoDb.queryPaginator(query).iterator();
    int counted = 0;
    for (int queries = 0; queries < MAX_QUERIES && counted < most && answers.hasNext(); queries++) {
      counted += answers.next().count();
    }
    return Math.min(counted, most);
  }

  /**
   * An account's, the newest first. The index has them in the order in which they were stored, but
   * an id can be older than that: it stays the same where its request is sent again. So all of them
   * are read at once.
   */
  Source<Id> source(String account) {
    return before -> new Source.Bit<>(all(account, before), true);
  }

  private List<Source.Entry<Id>> all(String account, Optional<Id> before) {
    return dynamoDb.queryPaginator(of(account).projectionExpression("id").build()).stream()
        .limit(MAX_QUERIES)
        .flatMap(answer -> answer.items().stream())
        .map(item -> Item.of(item).text("id"))
        .filter(id -> before.isEmpty() || id.compareTo(before.get().toString()) < 0)
        .sorted(Comparator.reverseOrder())
        .map(Id::of)
        .map(id -> new Source.Entry<>(id, id))
        .toList();
  }

  private QueryRequest.Builder of(String account) {
    return QueryRequest.builder()
        .tableName(table)
        .indexName(INDEX)
        .keyConditionExpression(CaptureItem.IN_FLIGHT + " = :account")
        .expressionAttributeValues(Map.of(":account", fromS(account)));
  }
}
