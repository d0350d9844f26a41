package dev.shutterhook.submit.reconcile;

/**
 * What ReconcileFunction needs to know; its variables are set in template.yaml.
 *
 * @param capturesTable the captures' table
 * @param deliveriesTable the deliveries' table
 * @param artifactsBucket where sources lie
 * @param renderQueueUrl where orders go
 * @param outcomeQueueUrl where it reports captures that it gives up
 * @param deliverQueueUrl where tickets go
 * @param monitorsTable the table of monitors and their runs
 * @param compareQueueUrl where captures of monitors go that have ended
 */
public record ReconcileConfig(
    String capturesTable,
    String deliveriesTable,
    String artifactsBucket,
    String renderQueueUrl,
    String outcomeQueueUrl,
    String deliverQueueUrl,
    String monitorsTable,
    String compareQueueUrl) {}
