package dev.shutterhook.core.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.cost.CostReceipt.Line;
import dev.shutterhook.core.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules alone. */
class CostReceiptTest {
  private static final CostReceipt RECEIPT =
      new CostReceipt(
          List.of(
              new Line("RenderFunction", 0.36, "GB-seconds", 0.36 * 0.0000133334),
              new Line("S3 PUT", 1, "requests", 0.000005),
              new Line("DynamoDB storage", 0.0000076, "GB-months", 0.0000019)),
          Prices.KNOWN);

  @Test
  void sumsItsLines() {
    assertEquals(0.0000117, RECEIPT.dollars(), 1e-9);
    assertEquals(11_700, RECEIPT.nanodollars());
  }

  @Test
  void saysMillionthsAndByWhosePricesOfWhichDay() {
    JsonNode document = Json.tree(Json.write(RECEIPT.document()));
    assertEquals(new BigDecimal("11.700024"), document.path("microdollars").decimalValue());
    assertEquals(Prices.KNOWN.asOf(), document.path("prices").path("as_of").asText());
    assertEquals(3, document.path("lines").size());
    assertEquals("GB-seconds", document.path("lines").path(0).path("unit").asText());
    assertEquals(1, document.path("lines").path(1).path("quantity").asInt());
    assertEquals(
        new BigDecimal("0.0000076"),
        document.path("lines").path(2).path("quantity").decimalValue());
  }

  @Test
  void knowsEachPriceOfItsTable() {
    assertTrue(Prices.KNOWN.asOf().matches("20\\d\\d-\\d\\d-\\d\\d"));
    for (double price :
        List.of(
            Prices.KNOWN.lambdaGbSecond(),
            Prices.KNOWN.lambdaRequest(),
            Prices.KNOWN.apiRequest(),
            Prices.KNOWN.sqsRequest(),
            Prices.KNOWN.dynamoDbWriteUnit(),
            Prices.KNOWN.s3Put(),
            Prices.KNOWN.s3GbMonth())) {
      assertTrue(price > 0);
    }
  }
}
