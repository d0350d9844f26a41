package dev.shutterhook.submit.scheduled;

import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.seal.SealingKey;

/**
 * What ScheduledCaptureFunction needs to know; its variables are set in template.yaml.
 *
 * @param capturesTable the captures' table
 * @param accountsTable where captures are counted
 * @param artifactsBucket where documents lie
 * @param renderQueueUrl where orders go
 * @param egressPolicy whether webhooks may go without TLS
 * @param retentionDays until a capture is deleted
 * @param capturesInFlight captures of an account that have not ended, at a time
 * @param scheduledCaptureAccount whose the captures are
 * @param sealingKey hides as whom pages are visited
 */
public record ScheduledCaptureConfig(
    String capturesTable,
    String accountsTable,
    String artifactsBucket,
    String renderQueueUrl,
    EgressPolicy egressPolicy,
    int retentionDays,
    int capturesInFlight,
    String scheduledCaptureAccount,
    SealingKey sealingKey) {
  public ScheduledCaptureConfig {
    if (retentionDays < 1) {
      throw new IllegalArgumentException("RETENTION_DAYS must be at least 1");
    }
    if (capturesInFlight < 1) {
      throw new IllegalArgumentException("CAPTURES_IN_FLIGHT must be at least 1");
    }
  }
}
