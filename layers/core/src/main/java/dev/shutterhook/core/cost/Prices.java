package dev.shutterhook.core.cost;

import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What AWS asks for, in US dollars, on a day and in a region ({@code prices.json}).
 *
 * @param asOf the day on which they were looked up
 * @param source where
 * @param lambdaGbSecond of a function's memory while it runs
 * @param dynamoDbWriteUnit of 1 KB written; a transaction takes two
 * @param dynamoDbReadUnit of 4 KB read consistently
 * @param alarm a month, like metric, dashboard and secret
 */
public record Prices(
    String asOf,
    String region,
    String source,
    double lambdaGbSecond,
    double lambdaRequest,
    double apiRequest,
    double sqsRequest,
    double dynamoDbWriteUnit,
    double dynamoDbReadUnit,
    double dynamoDbGbMonth,
    double s3Put,
    double s3Get,
    double s3GbMonth,
    double logsGb,
    double alarm,
    double metric,
    double dashboard,
    double secret) {

  /** Those that this version knows. */
  public static final Prices KNOWN = read();

  private static Prices read() {
    try (InputStream file =
        Objects.requireNonNull(Prices.class.getResourceAsStream("prices.json"))) {
      return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8), Prices.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
