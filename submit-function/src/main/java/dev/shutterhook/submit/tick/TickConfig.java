package dev.shutterhook.submit.tick;

import dev.shutterhook.core.account.DefaultLimits;
import dev.shutterhook.core.seal.SealingKey;
import java.time.Duration;
import java.util.Optional;

/**
 * What TickFunction needs to know; its variables are set in template.yaml.
 *
 * @param capturesTable the captures' table
 * @param accountsTable the table of keys
 * @param monitorsTable the table of monitors and their runs
 * @param artifactsBucket where pictures lie
 * @param renderQueueUrl where orders go
 * @param compareQueueUrl where runs go that were refused a capture
 * @param bootstrapApiKeyHash of a key that needs no table; empty where there is none
 * @param retentionDays until a capture is deleted
 * @param requestsPerSecond of a key that has no limits of its own
 * @param capturesPerMonth of such a key; 0 for no bound
 * @param capturesInFlight captures of an account that have not ended, at a time
 * @param sealingKey hides as whom pages are visited
 */
public record TickConfig(
    String capturesTable,
    String accountsTable,
    String monitorsTable,
    String artifactsBucket,
    String renderQueueUrl,
    String compareQueueUrl,
    Optional<String> bootstrapApiKeyHash,
    int retentionDays,
    int requestsPerSecond,
    int capturesPerMonth,
    int capturesInFlight,
    SealingKey sealingKey) {
  public TickConfig {
    if (retentionDays < 1) {
      throw new IllegalArgumentException("RETENTION_DAYS must be at least 1");
    }
    if (capturesInFlight < 1) {
      throw new IllegalArgumentException("CAPTURES_IN_FLIGHT must be at least 1");
    }
    limits(requestsPerSecond, capturesPerMonth);
  }

  DefaultLimits limits() {
    return limits(requestsPerSecond, capturesPerMonth);
  }

  Duration retention() {
    return Duration.ofDays(retentionDays);
  }

  private static DefaultLimits limits(int requestsPerSecond, int capturesPerMonth) {
    return new DefaultLimits(requestsPerSecond, capturesPerMonth);
  }
}
