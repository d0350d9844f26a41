package dev.shutterhook.core.account;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.table.Item;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the captures of each account have cost in each month of UTC, in the captures' table. A
 * receipt is added after its capture has ended: a crash in between leaves one out, and none is
 * added twice. Safe for threads.
 */
public final class MonthlyCost {
  private static final String NANODOLLARS = "nanodollars";
  private static final String CAPTURES = "captures";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Sums in that table. */
  public MonthlyCost(DynamoDbClient dynamoDb, String capturesTable) {
    this.dynamoDb = dynamoDb;
    this.table = capturesTable;
  }

  /**
   * A month's sum.
   *
   * @param captures whose receipts are in it
   * @param nanodollars billionths of a US dollar
   */
  public record Sum(long captures, long nanodollars) {}

  /** Adds a receipt to the month of that moment. */
  public void add(String account, CostReceipt receipt, Instant at) {
    dynamoDb.updateItem(
        update ->
            update
                .tableName(table)
                .key(key(account, at))
                .updateExpression(
                    "SET expires_at = :expires ADD "
                        + NANODOLLARS
                        + " :more, "
                        + CAPTURES
                        + " :one")
                .expressionAttributeValues(
                    Map.of(
                        ":expires",
                        fromN(Long.toString(MonthlyQuota.keptUntil(at).getEpochSecond())),
                        ":more",
                        fromN(Long.toString(receipt.nanodollars())),
                        ":one",
                        fromN("1"))));
  }

  /** The sum of the month of that moment. */
  public Sum of(String account, Instant at) {
    Item item =
        Item.of(
            dynamoDb
                .getItem(get -> get.tableName(table).key(key(account, at)).consistentRead(true))
                .item());
    return new Sum(item.number(CAPTURES), item.number(NANODOLLARS));
  }

  private static Map<String, AttributeValue> key(String account, Instant at) {
    return Map.of("id", fromS("cost#" + account + "#" + MonthlyQuota.month(at)));
  }
}
