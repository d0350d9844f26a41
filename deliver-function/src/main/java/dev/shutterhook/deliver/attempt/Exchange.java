package dev.shutterhook.deliver.attempt;

import java.util.Locale;
import java.util.Optional;

/** What came of a request to a receiver. */
public sealed interface Exchange {

  /**
   * The receiver answered.
   *
   * @param status its HTTP status
   * @param retryAfter that header's value
   * @param beginning of its body, as text
   */
  record Answered(int status, Optional<String> retryAfter, String beginning) implements Exchange {}

  /** No answer came, or none whole in time. */
  record Unanswered(Fault fault) implements Exchange {}

  /** Why no answer came; the lower-case name is part of the API. */
  enum Fault {
    TIMEOUT,
    BLOCKED_DESTINATION,
    DNS_FAILED,
    CONNECTION_FAILED,
    TLS_FAILED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
