package dev.shutterhook.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * How many captures of an account are under way. Real: DynamoDB Local with the table of
 * template.yaml. Keys are as long as DynamoDB takes them, so that a few hundred fill the pages that
 * are filled by thousands of ours.
 */
@ExtendWith(CloudExtension.class)
class InFlightTest {
  private static final int CAPTURES = 800;
  private static final int IN_A_CALL = 25;

  /** A sort key has 1,024 bytes, and an id is one in another index. */
  private static final int LONG = 900;

  private final String account = UUID.randomUUID() + "-" + "a".repeat(2 * LONG);
  private final DynamoDbClient dynamoDb;
  private final String table;

  InFlightTest(LocalCloud cloud) {
    dynamoDb = cloud.dynamoDb();
    table = cloud.tableName("CapturesTable");
  }

  private WriteRequest capture(int number) {
    Map<String, AttributeValue> item =
        Map.of(
            "id",
            AttributeValue.fromS(UUID.randomUUID() + "i".repeat(LONG)),
            "created_at",
            AttributeValue.fromS(number + "-" + "t".repeat(LONG)),
            CaptureItem.IN_FLIGHT,
            AttributeValue.fromS(account));
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  @Test
  void countsOnToTheNextPageAndNoFurtherThanItIsAsked() {
    for (int from = 0; from < CAPTURES; from += IN_A_CALL) {
      List<WriteRequest> some =
          IntStream.range(from, from + IN_A_CALL).mapToObj(this::capture).toList();
      dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(table, some)));
    }
    int page =
        dynamoDb
            .query(
                query ->
                    query
                        .tableName(table)
                        .indexName(InFlight.INDEX)
                        .keyConditionExpression(CaptureItem.IN_FLIGHT + " = :account")
                        .expressionAttributeValues(
                            Map.of(":account", AttributeValue.fromS(account)))
                        .select(Select.COUNT))
            .count();
    assertTrue(page < CAPTURES / 2, "a page has " + page);
    InFlight inFlight = new InFlight(dynamoDb, table);
    assertEquals(CAPTURES, inFlight.count(account, 100_000));
    assertEquals(page + 1, inFlight.count(account, page + 1));
    assertEquals(3, inFlight.count(account, 3));
    assertEquals(0, inFlight.count(account + "-other", 3));
  }
}
