package dev.shutterhook.deliver;

import java.time.Duration;

/**
 * The settings of {@link SettleFunction}.
 *
 * @param capturesTable the captures' table
 * @param deliveriesTable the deliveries' table
 * @param artifactsBucket where artifacts lie
 * @param deliverQueueUrl where tickets go
 * @param compareQueueUrl where captures of monitors go that have ended
 * @param outcomeDeadLettersUrl where messages go that are not ours
 * @param artifactUrlLifetime how long a link in a webhook is good for
 * @param metricsNamespace where what is measured is shown
 */
public record SettleConfig(
    String capturesTable,
    String deliveriesTable,
    String artifactsBucket,
    String deliverQueueUrl,
    String compareQueueUrl,
    String outcomeDeadLettersUrl,
    Duration artifactUrlLifetime,
    String metricsNamespace) {}
