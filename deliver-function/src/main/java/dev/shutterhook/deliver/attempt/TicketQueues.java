package dev.shutterhook.deliver.attempt;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.queue.WorkQueue;

/**
 * Where tickets lie.
 *
 * @param deliver all begin here; batches are for hosts that answer quickly
 * @param careful tickets for other hosts, each handled by itself: one that waits for its receiver
 *     holds up no other
 * @param deadLetters what was given up
 */
public record TicketQueues(WorkQueue deliver, WorkQueue careful, WorkQueue deadLetters) {
  /** The queue that a ticket was received from. */
  WorkQueue of(SQSMessage ticket) {
    return careful.isSourceOf(ticket) ? careful : deliver;
  }
}
