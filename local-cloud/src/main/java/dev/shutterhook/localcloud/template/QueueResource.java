package dev.shutterhook.localcloud.template;

import java.time.Duration;
import java.util.Optional;

/**
 * An {@code AWS::SQS::Queue}, a standard one.
 *
 * @param delay how long a new message stays hidden
 * @param receiveWait how long a receive waits for a first message, where it does not say
 */
public record QueueResource(
    String logicalId,
    String name,
    Duration visibilityTimeout,
    Duration retention,
    Duration delay,
    Duration receiveWait,
    Optional<Redrive> redrive) {

  /**
   * A redrive policy.
   *
   * @param deadLetters the logical id of the queue that takes the messages
   * @param maxReceiveCount after so many receives the next one moves the message
   */
  public record Redrive(String deadLetters, int maxReceiveCount) {}
}
