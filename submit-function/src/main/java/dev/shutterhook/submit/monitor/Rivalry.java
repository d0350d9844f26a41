package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What is done again where another has changed the monitor since it was read. */
final class Rivalry {
  /** Each rival has got something done: a tick, a comparison or another client. */
  static final int MOST_TRIES = 5;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private Rivalry() {}

  /**
   * Changes an account's monitor, until there is an answer; a monitor that the account has not is
   * not found.
   *
   * @param id as the path has it
   * @param change decides and writes; empty where the write came too late
   */
  static Answer overcome(
      MonitorLookup lookup, String account, String id, Function<Monitor, Optional<Answer>> change) {
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      Optional<Monitor> monitor = lookup.find(account, id);
      if (monitor.isEmpty()) {
        return MonitorLookup.notFound();
      }
      Optional<Answer> answer = change.apply(monitor.get());
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
