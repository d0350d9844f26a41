package dev.shutterhook.core.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a capture cost, line by line, by a table of prices.
 *
 * @param lines in the order of a capture's way
 * @param prices by which
 */
public record CostReceipt(List<Line> lines, Prices prices) {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  /** So small parts of a gigabyte-month are nobody's concern. */
  private static final int DECIMALS = 9;

  public CostReceipt {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param name of a service or a function
   * @param quantity of it
   * @param unit as AWS's bill names it
   * @param dollars for all of it
   */
  public record Line(String name, double quantity, String unit, double dollars) {}

  /** US dollars. */
  public double dollars() {
    return lines.stream().mapToDouble(Line::dollars).sum();
  }

  /** US dollars in billionths: what can be summed without loss. */
  public long nanodollars() {
    return Math.round(dollars() * NANOS);
  }

  /** As clients see it. */
  public ObjectNode document() {
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("microdollars", decimal(dollars() * MICROS));
    document.set("prices", prices(prices));
    ArrayNode all = document.putArray("lines");
    for (Line line : lines) {
      all.addObject()
          .put("name", line.name())
          .put("quantity", decimal(line.quantity()))
          .put("unit", line.unit())
          .put("microdollars", decimal(line.dollars() * MICROS));
    }
    return document;
  }

  /** Whose prices and of which day, as clients see it. */
  public static ObjectNode prices(Prices prices) {
    return Json.mapper()
        .createObjectNode()
        .put("as_of", prices.asOf())
        .put("region", prices.region())
        .put("source", prices.source());
  }

  /** Millionths of a dollar, of billionths. */
  public static BigDecimal microdollars(long nanodollars) {
    return decimal(nanodollars / (NANOS / MICROS));
  }

  private static BigDecimal decimal(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    BigDecimal plain = rounded.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
