package dev.shutterhook.core.account;

/**
 * What a key may that has no limits of its own.
 *
 * @param requestsPerSecond 1 to {@value KeyLimits#MAX_REQUESTS_PER_SECOND}
 * @param capturesPerMonth 0 for no bound
 */
public record DefaultLimits(int requestsPerSecond, long capturesPerMonth) {

  public DefaultLimits {
    if (requestsPerSecond < 1 || requestsPerSecond > KeyLimits.MAX_REQUESTS_PER_SECOND) {
      throw new IllegalArgumentException(
          "REQUESTS_PER_SECOND must be from 1 to " + KeyLimits.MAX_REQUESTS_PER_SECOND);
    }
    if (capturesPerMonth < 0) {
      throw new IllegalArgumentException("CAPTURES_PER_MONTH must not be negative");
    }
  }
}
