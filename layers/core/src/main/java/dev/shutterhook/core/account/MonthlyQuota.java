package dev.shutterhook.core.account;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The captures of each key in each month of UTC. They are counted before they are stored: a crash
 * in between counts one too many, and a quota is never exceeded. Safe for threads.
 */
public final class MonthlyQuota {
  /** So long a month's figures are kept after it. */
  static final Duration KEPT = Duration.ofDays(400);

  private static final String CAPTURES = "captures";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Figures in that table. */
  public MonthlyQuota(DynamoDbClient dynamoDb, String accountsTable) {
    this.dynamoDb = dynamoDb;
    this.table = accountsTable;
  }

  /** Takes so many captures from a key's quota: all or, with false, none. */
  public boolean take(Caller caller, int captures, Instant now) {
    long quota = caller.capturesPerMonth();
    if (quota > 0 && captures > quota) {
      return false;
    }
    try {
      add(caller, captures, now, quota);
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** Gives back what was taken for captures that could not be stored. */
  public void giveBack(Caller caller, int captures, Instant taken) {
    add(caller, -captures, taken, 0);
  }

  /** The captures of a key in the month of that moment. */
  public long used(String publicId, Instant at) {
    return Item.of(
            dynamoDb
                .getItem(
                    get -> get.tableName(table).key(key(publicId, month(at))).consistentRead(true))
                .item())
        .number(CAPTURES);
  }

  /** Until a new month begins; the quota is whole again then. */
  public static Duration untilNext(Instant now) {
    return Duration.between(now, startAfter(month(now)));
  }

  private void add(Caller caller, int captures, Instant now, long quota) {
    YearMonth month = month(now);
    long expires = keptUntil(now).getEpochSecond();
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":more", fromN(Integer.toString(captures)));
    values.put(":expires", fromN(Long.toString(expires)));
    if (quota > 0) {
      values.put(":room", fromN(Long.toString(quota - captures)));
    }
    dynamoDb.updateItem(
        update ->
            update
                .tableName(table)
                .key(key(caller.key(), month))
                .updateExpression("SET expires_at = :expires ADD captures :more")
                .conditionExpression(
                    quota > 0 ? "attribute_not_exists(captures) OR captures <= :room" : null)
                .expressionAttributeValues(values));
  }

  private static Map<String, AttributeValue> key(String publicId, YearMonth month) {
    return Map.of("id", fromS("usage#" + publicId + "#" + month));
  }

  /** The month of UTC in which that moment is. */
  public static YearMonth month(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  /** Until when the figures of that moment's month are kept. */
  static Instant keptUntil(Instant at) {
    return startAfter(month(at)).plus(KEPT);
  }

  private static Instant startAfter(YearMonth month) {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
