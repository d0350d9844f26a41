package dev.shutterhook.submit.monitor;

import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What is done again where another has changed the monitor since it was read. */
final class Rivalry {
  /** Each rival has got something done: a tick, a comparison or another client. */
  static final int MOST_TRIES = 5;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private Rivalry() {}

  /**
   * Tries until it has an answer.
   *
   * @param attempt reads, decides and writes; empty where the write came too late
   */
  static Answer overcome(Supplier<Optional<Answer>> attempt) {
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      Optional<Answer> answer = attempt.get();
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return Answer.Problem.passing(
        ProblemCode.UNAVAILABLE,
        "Others change this monitor right now; please try again.",
        RETRY_AFTER);
  }
}
