package dev.shutterhook.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Against what DynamoDB itself says that a write consumed. */
@ExtendWith(CloudExtension.class)
class ItemSizeTest {
  private final LocalCloud cloud;

  ItemSizeTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private static Item filled(int bytes) {
    Item item =
        Item.empty()
            .put("id", "größe#1")
            .put("number", 1_234_567L)
            .putTexts("texts", List.of("one", "zwölf"))
            .putBytes("bytes", new byte[] {1, 2, 3});
    int rest = bytes - ItemSize.of(item) - "rest".length();
    return item.put("rest", "x".repeat(rest));
  }

  private double consumed(Item item) {
    return cloud
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(cloud.tableName("AccountsTable"))
                    .item(item.attributes())
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void isWhatAWriteUnitIsFor(int units) {
    int bytes = units * ItemSize.WRITE_UNIT_BYTES;
    assertEquals(units, consumed(filled(bytes - 2)));
    assertEquals(units + 1, consumed(filled(bytes + 2)));
  }

  @Test
  void weighsNamesToo() {
    assertEquals(5, ItemSize.of(Item.empty().put("id", "abc")));
    assertEquals(4, ItemSize.of(Item.empty().put("n", 123L)));
  }
}
