package dev.shutterhook.core.account;

import org.jspecify.annotations.Nullable;

/**
 * How much a key may, where it is told apart from the others.
 *
 * @param requestsPerSecond 1 to {@value #MAX_REQUESTS_PER_SECOND}; null for the stack's own
 * @param capturesPerMonth 0 for no bound; null for the stack's own
 */
public record KeyLimits(@Nullable Integer requestsPerSecond, @Nullable Long capturesPerMonth) {
  /** A key is one item, and DynamoDB writes an item a thousand times in a second at most. */
  public static final int MAX_REQUESTS_PER_SECOND = 500;

  /** As the stack has it. */
  public static final KeyLimits NONE = new KeyLimits(null, null);

  public KeyLimits {
    if (requestsPerSecond != null
        && (requestsPerSecond < 1 || requestsPerSecond > MAX_REQUESTS_PER_SECOND)) {
      throw new IllegalArgumentException(
          "requests per second must be from 1 to " + MAX_REQUESTS_PER_SECOND);
    }
    if (capturesPerMonth != null && capturesPerMonth < 0) {
      throw new IllegalArgumentException("captures per month must not be negative");
    }
  }
}
