package dev.shutterhook.localrunner.pump;

import dev.shutterhook.localcloud.template.QueueSource;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import java.time.Duration;

/**
 * A queue joined to the function that it feeds.
 *
 * @param queueUrl where messages are received and deleted
 * @param queueArn what events name as their source; its fourth part is their region
 * @param source batch size (1 to 10,000), window (0 to 5 min) and concurrency (1 to 1,000), in the
 *     ranges of Lambda's {@code CreateEventSourceMapping}, save that it asks a concurrency of 2
 */
public record QueueMapping(
    String queueUrl, String queueArn, QueueSource source, LambdaFunction function) {

  private static final int MAX_BATCH_SIZE = 10_000;
  private static final int MAX_CONCURRENCY = 1_000;
  private static final Duration MAX_WINDOW = Duration.ofMinutes(5);
  private static final int ARN_PARTS = 6;

  public QueueMapping {
    require(queueArn.split(":", -1).length == ARN_PARTS, "queueArn", queueArn);
    require(source.batchSize() >= 1 && source.batchSize() <= MAX_BATCH_SIZE, "batchSize", source);
    require(
        source.maximumConcurrency() >= 1 && source.maximumConcurrency() <= MAX_CONCURRENCY,
        "maximumConcurrency",
        source);
    require(
        !source.window().isNegative() && source.window().compareTo(MAX_WINDOW) <= 0,
        "window",
        source);
  }

  private static void require(boolean valid, String field, Object value) {
    if (!valid) {
      throw new IllegalArgumentException(field + " is out of range: " + value);
    }
  }
}
