package dev.shutterhook.submit;

import dev.shutterhook.core.egress.EgressPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * What SubmitFunction needs to know; its variables are set in template.yaml.
 *
 * @param capturesTable the captures' table
 * @param accountsTable the table of keys and secrets
 * @param artifactsBucket where sources and artifacts lie
 * @param renderQueueUrl where orders go
 * @param bootstrapApiKeyHash SHA-256 in hex of a key that needs no table
 * @param egressPolicy whether webhooks may go without TLS
 * @param artifactUrlLifetime how long a link to an artifact is good for
 * @param retentionDays until a capture is deleted
 */
public record SubmitConfig(
    String capturesTable,
    String accountsTable,
    String artifactsBucket,
    String renderQueueUrl,
    Optional<String> bootstrapApiKeyHash,
    EgressPolicy egressPolicy,
    Duration artifactUrlLifetime,
    int retentionDays) {

  public SubmitConfig {
    if (retentionDays < 1) {
      throw new IllegalArgumentException("RETENTION_DAYS must be at least 1");
    }
  }
}
