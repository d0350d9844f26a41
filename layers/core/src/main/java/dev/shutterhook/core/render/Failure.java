package dev.shutterhook.core.render;

import dev.shutterhook.core.capture.FailureCode;

/**
 * Why there is no picture, as the client sees it.
 *
 * @param code the API's code
 * @param message for people; never an exception's text
 * @param retryable whether another try could end otherwise
 */
public record Failure(FailureCode code, String message, boolean retryable) {

  /** A failure in its code's own words. */
  public static Failure of(FailureCode code) {
    return new Failure(code, code.message(), code.retryable());
  }

  /** A failure in its code's own words and one sentence more. */
  public static Failure of(FailureCode code, String detail) {
    return new Failure(code, code.message() + " " + detail, code.retryable());
  }
}
