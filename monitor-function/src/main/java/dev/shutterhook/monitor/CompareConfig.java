package dev.shutterhook.monitor;

import java.time.Duration;

/**
 * The settings of {@link CompareFunction}.
 *
 * @param capturesTable the captures' table
 * @param monitorsTable the table of monitors and their runs
 * @param deliveriesTable the deliveries' table
 * @param artifactsBucket where pictures lie
 * @param deliverQueueUrl where tickets go
 * @param compareDeadLettersUrl where messages go that are not ours
 * @param artifactUrlLifetime how long a link in a webhook is good for
 * @param metricsNamespace where what is measured is shown
 */
public record CompareConfig(
    String capturesTable,
    String monitorsTable,
    String deliveriesTable,
    String artifactsBucket,
    String deliverQueueUrl,
    String compareDeadLettersUrl,
    Duration artifactUrlLifetime,
    String metricsNamespace) {}
