package dev.shutterhook.benchmark;

import dev.shutterhook.core.cost.Prices;
import dev.shutterhook.localrunner.cost.MeteredCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What captures cost, line by line. */
final class Receipt {
  private static final double MILLIS = 1_000;
  private static final double MB_IN_GB = 1_024;
  private static final double BYTES_IN_GB = 1L << 30;
  private static final int THOUSAND = 1_000;
  private static final int DAYS_IN_MONTH = 30;

  private static final double BYTES_IN_KB = 1_024;

  /** Lambda's own lines of an invocation, START, END and REPORT as JSON. */
  private static final int PLATFORM_LOG_BYTES = 900;

  /**
   * One function's part.
   *
   * @param billedMillis each invocation's, rounded up
   */
  record Billed(long invocations, long billedMillis, int memoryMb) {
    Billed and(Billed other) {
      return new Billed(
          invocations + other.invocations, billedMillis + other.billedMillis, memoryMb);
    }

    double gbSeconds() {
      return billedMillis / MILLIS * memoryMb / MB_IN_GB;
    }
  }

  private record Line(String what, double each, String unit, double dollars) {}

  private final int captures;
  private final List<Line> lines = new ArrayList<>();

  private Receipt(int captures) {
    this.captures = captures;
  }

  /**
   * The receipt of so many captures.
   *
   * @param recordBytes that the tables and their indexes keep of them
   * @param logBytes that the functions have written
   * @param verbose whether Lambda logs invocations that went well
   * @param days for which pictures and records are kept
   */
  static Receipt of(
      int captures,
      Map<String, Billed> functions,
      Map<String, Double> calls,
      long recordBytes,
      long logBytes,
      boolean verbose,
      int days,
      Prices prices) {
    Receipt receipt = new Receipt(captures);
    receipt.add("API Gateway", captures, "requests", prices.apiRequest());
    functions.forEach(
        (name, billed) -> {
          receipt.add(name + ", duration", billed.gbSeconds(), "GB-s", prices.lambdaGbSecond());
          receipt.add(
              name + ", invocations",
              (double) billed.invocations(),
              "requests",
              prices.lambdaRequest());
        });
    Map<String, Double> unit =
        Map.of(
            MeteredCalls.WRITES, prices.dynamoDbWriteUnit(),
            MeteredCalls.READS, prices.dynamoDbReadUnit(),
            MeteredCalls.SQS, prices.sqsRequest(),
            MeteredCalls.PUTS, prices.s3Put(),
            MeteredCalls.GETS, prices.s3Get());
    calls.forEach(
        (what, count) -> {
          if (unit.containsKey(what)) {
            receipt.add(what, count, "", unit.getOrDefault(what, 0.0));
          }
        });
    double stored = calls.getOrDefault(MeteredCalls.STORED, 0.0) / BYTES_IN_GB;
    receipt.add(
        "S3 storage, " + days + " days", stored, "GB", prices.s3GbMonth() * days / DAYS_IN_MONTH);
    receipt.add(
        "DynamoDB storage, " + days + " days",
        recordBytes / BYTES_IN_GB,
        "GB",
        prices.dynamoDbGbMonth() * days / DAYS_IN_MONTH);
    long platform =
        PLATFORM_LOG_BYTES * functions.values().stream().mapToLong(Billed::invocations).sum();
    receipt.add(
        "CloudWatch logs",
        (logBytes + (verbose ? platform : 0)) / BYTES_IN_KB,
        "KB",
        prices.logsGb() * BYTES_IN_KB / BYTES_IN_GB);
    return receipt;
  }

  private void add(String what, double count, String unit, double price) {
    lines.add(new Line(what, count / captures, unit, count * price / captures));
  }

  /** US dollars of one capture. */
  double dollars() {
    return lines.stream().mapToDouble(Line::dollars).sum();
  }

  /** As a table of Markdown, for a thousand captures. */
  String text() {
    StringBuilder text =
        new StringBuilder("| | for each capture | $ for 1,000 |\n|---|---:|---:|\n");
    for (Line line : lines) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.6f %s | %.5f |%n",
              line.what(),
              line.each(),
              line.unit(),
              line.dollars() * THOUSAND));
    }
    return text.append(
            String.format(Locale.ROOT, "| **together** | | **%.4f** |%n", dollars() * THOUSAND))
        .toString();
  }
}
