package dev.shutterhook.localrunner.lambda;

import java.time.Duration;

/** How one invocation of a function ended. */
public sealed interface Invocation {

  /**
   * The handler returned.
   *
   * @param json the answer as UTF-8 JSON, {@code null} where the handler answered nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes pass through once; nobody compares them.
  record Answered(byte[] json) implements Invocation {}

  /** The handler threw, or its event or answer was no JSON that Lambda carries. */
  record Failed(Throwable cause) implements Invocation {}

  /** The handler ran past the function's timeout; its thread was interrupted. */
  record TimedOut(Duration timeout) implements Invocation {}
}
