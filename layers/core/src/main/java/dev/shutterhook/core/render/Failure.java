package dev.shutterhook.core.render;

import java.util.Objects;

/**
 * Why there is no picture, as the client sees it.
 *
 * @param code the API's code
 * @param message for people, at most {@value #MAX_MESSAGE_LENGTH} characters; never an exception's
 *     text
 * @param retryable whether another try could end otherwise
 */
public record Failure(FailureCode code, String message, boolean retryable) {
  /** Characters of a message; what is longer is cut. */
  public static final int MAX_MESSAGE_LENGTH = 512;

  public Failure {
    Objects.requireNonNull(code, "code");
    message = Legible.text(message, MAX_MESSAGE_LENGTH);
  }

  /** A failure in its code's own words. */
  public static Failure of(FailureCode code) {
    return new Failure(code, code.message(), code.retryable());
  }

  /** A failure that another try would not change, though its code's failures often are changed. */
  public static Failure lasting(FailureCode code, String detail) {
    return new Failure(code, code.message() + " " + detail, false);
  }

  /** A failure in its code's own words and one sentence more. */
  public static Failure of(FailureCode code, String detail) {
    return new Failure(code, code.message() + " " + detail, code.retryable());
  }
}
