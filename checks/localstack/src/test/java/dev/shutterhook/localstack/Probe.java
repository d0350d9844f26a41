package dev.shutterhook.localstack;

import dev.shutterhook.localcloud.LocalCloud;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A question that both emulators are asked.
 *
 * @param asked in a few words, for the page
 * @param question answers in a few words
 */
record Probe(String asked, Question question) {

  /** Anything may be thrown: a refusal is an answer. */
  @FunctionalInterface
  interface Question {
    String of(LocalCloud cloud) throws Exception;
  }

  /** What the emulator answers; a refusal by its status and code. */
  String ask(LocalCloud cloud) throws Exception {
    try {
      return question.of(cloud);
    } catch (AwsServiceException e) {
      return e.statusCode() + " " + e.awsErrorDetails().errorCode();
    }
  }
}
