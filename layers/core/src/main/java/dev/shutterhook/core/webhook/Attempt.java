package dev.shutterhook.core.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver.
 *
 * @param generation of the delivery, from 1
 * @param number within its generation, from 1
 * @param at when it began
 * @param duration until its end
 * @param status the receiver's HTTP status; null where no answer came
 * @param error why no answer came, as a code; null where one did
 * @param answer the answer's beginning, at most {@value #MAX_ANSWER_CHARS} characters
 * @param nextAttemptAt when it is tried again; null where it is not
 */
public record Attempt(
    int generation,
    int number,
    Instant at,
    Duration duration,
    @Nullable Integer status,
    @Nullable String error,
    String answer,
    @Nullable Instant nextAttemptAt) {
  /** So much of an answer is kept. */
  public static final int MAX_ANSWER_CHARS = 1_024;

  public Attempt {
    if (generation < 1 || number < 1) {
      throw new IllegalArgumentException("generations and attempts count from 1");
    }
    if (answer.length() > MAX_ANSWER_CHARS) {
      throw new IllegalArgumentException("at most " + MAX_ANSWER_CHARS + " characters");
    }
  }

  /** When it was over. */
  public Instant endedAt() {
    return at.plus(duration);
  }
}
