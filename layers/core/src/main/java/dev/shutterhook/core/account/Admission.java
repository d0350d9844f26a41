package dev.shutterhook.core.account;

import java.time.Duration;

/** What becomes of a request before anybody looks at what it wants. */
public sealed interface Admission {
  /** It may go on. */
  record Admitted(Caller caller) implements Admission {}

  /** It carries no key of ours, or one that was revoked: these are not told apart. */
  record Stranger() implements Admission {}

  /**
   * Its key has had enough for now.
   *
   * @param requestsPerSecond what the key may
   * @param retryAfter until it may again
   */
  record TooMany(int requestsPerSecond, Duration retryAfter) implements Admission {}
}
