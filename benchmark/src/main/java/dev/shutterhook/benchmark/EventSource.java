package dev.shutterhook.benchmark;

/**
 * An event source mapping of SQS as Lambda documents it, in steps of a second: five invocations at
 * once to begin with, 300 more each minute for as long as messages wait, and {@code
 * MaximumConcurrency} at most.
 */
final class EventSource {
  private static final double FIRST = 5;
  private static final double MORE_PER_SECOND = 300.0 / 60;

  /** A second's chance is no rate. */
  private static final double SMOOTHED_SECONDS = 60;

  private final int batch;
  private final double maximum;
  private final double invocationSeconds;
  private double allowed;
  private double waiting;
  private double busy;
  private double longestWait;
  private double lately;
  private double busiest;

  /**
   * A source whose invocations take so long, full or not.
   *
   * @param batch messages in an invocation, at most
   */
  EventSource(int batch, int maximumConcurrency, double invocationSeconds) {
    this.batch = batch;
    this.maximum = maximumConcurrency;
    this.invocationSeconds = invocationSeconds;
    this.allowed = Math.min(FIRST, maximum);
  }

  /** A second in which so many messages come; those that are done in it. */
  double step(double messages) {
    lately += (messages - lately) / SMOOTHED_SECONDS;
    busiest = Math.max(busiest, lately);
    waiting += messages;
    double perSecond = allowed * batch / invocationSeconds;
    double done = Math.min(waiting, perSecond);
    waiting -= done;
    longestWait = Math.max(longestWait, waiting / perSecond);
    // Half-full batches take as long: where nothing waits, each message has its invocation.
    busy = Math.min(allowed, waiting > 0 ? allowed : done * invocationSeconds);
    allowed =
        waiting > 0
            ? Math.min(maximum, allowed + MORE_PER_SECOND)
            : Math.max(Math.min(FIRST, maximum), allowed - MORE_PER_SECOND);
    return done;
  }

  /** Invocations under way. */
  double busy() {
    return busy;
  }

  /** Messages that wait. */
  double waiting() {
    return waiting;
  }

  /** Seconds, of the message that waited longest. */
  double longestWait() {
    return longestWait;
  }

  /** Messages a second at the busiest time. */
  double busiest() {
    return busiest;
  }

  /** Messages a second, when all that it may have are at work. */
  double most() {
    return maximum * batch / invocationSeconds;
  }
}
