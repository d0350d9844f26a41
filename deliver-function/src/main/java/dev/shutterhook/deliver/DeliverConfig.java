package dev.shutterhook.deliver;

import dev.shutterhook.core.config.Waits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.egress.EgressPorts;
import dev.shutterhook.core.seal.SealingKey;

/**
 * The settings of {@link DeliverFunction}.
 *
 * @param deliveriesTable the deliveries' table
 * @param accountsTable where the signing secrets are
 * @param deliverQueueUrl where tickets wait
 * @param carefulQueueUrl tickets for hosts that may be slow
 * @param deliverDeadLettersUrl where tickets end that nobody can carry
 * @param artifactsBucket where the pictures lie that a webhook carries
 * @param retrySchedule the wait before each attempt, the first included
 * @param egressPolicy how far a webhook may reach
 * @param egressPorts at which ports, where that is strict
 * @param sealingKey opens the signing secrets
 * @param metricsNamespace where what is measured is shown
 */
public record DeliverConfig(
    String deliveriesTable,
    String accountsTable,
    String deliverQueueUrl,
    String carefulQueueUrl,
    String deliverDeadLettersUrl,
    String artifactsBucket,
    Waits retrySchedule,
    EgressPolicy egressPolicy,
    EgressPorts egressPorts,
    SealingKey sealingKey,
    String metricsNamespace) {}
