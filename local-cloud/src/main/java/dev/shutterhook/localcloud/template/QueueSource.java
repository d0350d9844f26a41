package dev.shutterhook.localcloud.template;

import java.time.Duration;

/**
 * An {@code SQS} event of a function: the event source mapping between a queue and its handler.
 *
 * @param queue the queue's logical id
 * @param batchSize at most so many messages in one invocation
 * @param window how long a batch may be gathered ({@code MaximumBatchingWindowInSeconds})
 * @param reportBatchItemFailures whether the answer's item failures count; where false they are
 *     ignored, and only a thrown exception returns the batch
 * @param maximumConcurrency at most so many invocations at once ({@code ScalingConfig})
 */
public record QueueSource(
    String queue,
    int batchSize,
    Duration window,
    boolean reportBatchItemFailures,
    int maximumConcurrency) {}
