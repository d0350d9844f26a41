package dev.shutterhook.localrunner.crash;

import dev.shutterhook.localcloud.LocalCloud;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the tables say when all is over. */
final class Books {
  private final List<Map<String, AttributeValue>> captures;
  private final List<Map<String, AttributeValue>> deliveries;
  private final Map<String, Integer> attempts = new HashMap<>();

  private Books(
      List<Map<String, AttributeValue>> captures, List<Map<String, AttributeValue>> rows) {
    this.captures = captures;
    this.deliveries = rows.stream().filter(row -> text(row, "item").equals("delivery")).toList();
    rows.stream()
        .filter(row -> text(row, "item").startsWith("attempt#"))
        .forEach(row -> attempts.merge(text(row, "id"), 1, Integer::sum));
    deliveries.stream()
        .filter(row -> row.containsKey("last_attempt"))
        .forEach(row -> attempts.merge(text(row, "id"), 1, Integer::sum));
  }

  static Books of(LocalCloud cloud) {
    DynamoDbClient dynamoDb = cloud.dynamoDb();
    return new Books(
        all(dynamoDb, cloud.tableName("CapturesTable")),
        all(dynamoDb, cloud.tableName("DeliveriesTable")));
  }

  private static List<Map<String, AttributeValue>> all(DynamoDbClient dynamoDb, String table) {
    return dynamoDb
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /** Captures by their status. */
  Map<String, Long> captures() {
    return count(captures, "status");
  }

  /** Deliveries by their state. */
  Map<String, Long> deliveries() {
    return count(deliveries, "state");
  }

  /** How many deliveries each capture has, other than one. */
  long capturesWithoutOneDelivery() {
    Map<String, Integer> per = new HashMap<>();
    deliveries.forEach(row -> per.merge(text(row, "capture"), 1, Integer::sum));
    return captures.stream().filter(c -> per.getOrDefault(text(c, "id"), 0) != 1).count();
  }

  /** Webhook ids of deliveries in that state. */
  List<String> messages(String state) {
    return deliveries.stream()
        .filter(row -> text(row, "state").equals(state))
        .map(row -> text(row, "message"))
        .toList();
  }

  /** Attempts that are noted, by webhook id; one that lies in two places counts twice. */
  Map<String, Integer> attempts() {
    return deliveries.stream()
        .collect(
            Collectors.toMap(
                row -> text(row, "message"), row -> attempts.getOrDefault(text(row, "id"), 0)));
  }

  private static Map<String, Long> count(
      Collection<Map<String, AttributeValue>> rows, String attribute) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> text(row, attribute), TreeMap::new, Collectors.counting()));
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
