package dev.shutterhook.submit;

import dev.shutterhook.core.account.DefaultLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.seal.SealingKey;
import java.time.Duration;
import java.util.Optional;

/**
 * What SubmitFunction needs to know; its variables are set in template.yaml.
 *
 * @param capturesTable the captures' table
 * @param deliveriesTable the deliveries' table
 * @param accountsTable the table of keys and secrets
 * @param artifactsBucket where sources and artifacts lie
 * @param renderQueueUrl where orders go
 * @param deliverQueueUrl where tickets of deliveries go
 * @param monitorsTable the table of monitors and their runs
 * @param compareQueueUrl where captures of monitors go that have ended
 * @param bootstrapApiKeyHash SHA-256 in hex of a key that needs no table
 * @param egressPolicy whether webhooks may go without TLS
 * @param artifactUrlLifetime how long a link to an artifact is good for
 * @param retentionDays until a capture is deleted
 * @param requestsPerSecond of a key that has no limits of its own
 * @param capturesPerMonth of such a key; 0 for no bound
 * @param capturesInFlight captures of an account that have not ended, at a time
 * @param monitorsPerAccount that are not deleted, paused ones too
 * @param sealingKey hides secrets of captures and of webhooks
 */
public record SubmitConfig(
    String capturesTable,
    String deliveriesTable,
    String accountsTable,
    String artifactsBucket,
    String renderQueueUrl,
    String deliverQueueUrl,
    String monitorsTable,
    String compareQueueUrl,
    Optional<String> bootstrapApiKeyHash,
    EgressPolicy egressPolicy,
    Duration artifactUrlLifetime,
    int retentionDays,
    int requestsPerSecond,
    int capturesPerMonth,
    int capturesInFlight,
    int monitorsPerAccount,
    SealingKey sealingKey) {

  public SubmitConfig {
    if (retentionDays < 1) {
      throw new IllegalArgumentException("RETENTION_DAYS must be at least 1");
    }
    if (capturesInFlight < 1) {
      throw new IllegalArgumentException("CAPTURES_IN_FLIGHT must be at least 1");
    }
    if (monitorsPerAccount < 0) {
      throw new IllegalArgumentException("MONITORS_PER_ACCOUNT must not be negative");
    }
    limits(requestsPerSecond, capturesPerMonth);
  }

  DefaultLimits limits() {
    return limits(requestsPerSecond, capturesPerMonth);
  }

  private static DefaultLimits limits(int requestsPerSecond, int capturesPerMonth) {
    return new DefaultLimits(requestsPerSecond, capturesPerMonth);
  }
}
