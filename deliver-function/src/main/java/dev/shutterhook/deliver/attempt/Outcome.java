package dev.shutterhook.deliver.attempt;

import dev.shutterhook.deliver.attempt.Exchange.Answered;
import dev.shutterhook.deliver.attempt.Exchange.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an attempt means for its delivery. */
public sealed interface Outcome {
  /** The status by which a receiver says that it is gone for good. */
  int GONE = 410;

  /** The receiver has it. */
  record Delivered() implements Outcome {}

  /**
   * It is tried again, as long as the schedule goes.
   *
   * @param reason as a code
   * @param retryAfter how long the receiver asks us to wait at least
   */
  record Deferred(String reason, Optional<Duration> retryAfter) implements Outcome {}

  /** The receiver wants no more. */
  record Refused(String reason) implements Outcome {}

  /**
   * Judges an exchange. 2xx is success; a redirect is never followed, because it could lead a
   * signed body anywhere, and counts as a failure.
   *
   * @param now the moment from which a date in {@code Retry-After} is counted
   */
  static Outcome of(Exchange exchange, Instant now) {
    return switch (exchange) {
      case Unanswered(var fault) -> new Deferred(fault.code(), Optional.empty());
      case Answered(int status, var _, var _) when status >= 200 && status < 300 -> new Delivered();
      case Answered(int status, var _, var _) when status == GONE -> new Refused("gone");
      case Answered(int status, var retryAfter, var _) ->
          new Deferred(
              "status_" + status,
              retryAfter
                  .filter(_ -> status == 429 || status == 503)
                  .flatMap(value -> RetryAfter.parse(value, now)));
    };
  }
}
