package dev.shutterhook.localrunner.pump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shutterhook.localrunner.lambda.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchVerdictTest {

  private static final Set<String> BATCH = Set.of("m1", "m2", "m3");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"batchItemFailures\":null}",
        "{\"batchItemFailures\":[]}",
        "{\"other\":1}"
      })
  void takesAnAnswerWithoutFailuresAsSuccess(String answer) {
    assertEquals(BATCH, BatchVerdict.succeeded(BATCH, answered(answer), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ""                                                    | an empty id
          null                                                  | a null id
          "m4"                                                  | an id of no message
          """)
  void failsTheWholeBatchWhereAnIdSaysNothing(String id, String what) {
    String answer =
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":%s}]}"
            .formatted(id);

    assertEquals(Set.of(), BatchVerdict.succeeded(BATCH, answered(answer), true), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"id\":\"m1\"}]}",
        "{\"batchItemFailures\":[\"m1\"]}",
        "{\"batchItemFailures\":\"m1\"}",
        "\"done\"",
        "not json"
      })
  void failsTheWholeBatchOnAnAnswerOfAnotherShape(String answer) {
    assertEquals(Set.of(), BatchVerdict.succeeded(BATCH, answered(answer), true));
  }

  @Test
  void keepsOnlyTheReportedMessages() {
    assertEquals(
        Set.of("m1", "m3"),
        BatchVerdict.succeeded(
            BATCH, answered("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}"), true));
  }

  @Test
  void ignoresReportsThatTheMappingDoesNotDeclare() {
    assertEquals(
        BATCH,
        BatchVerdict.succeeded(
            BATCH, answered("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}"), false));
  }

  @Test
  void failsTheWholeBatchOfAHandlerThatThrewOrTimedOut() {
    assertEquals(
        Set.of(),
        BatchVerdict.succeeded(BATCH, new Invocation.Failed(new IllegalStateException()), true));
    assertEquals(
        Set.of(),
        BatchVerdict.succeeded(BATCH, new Invocation.TimedOut(Duration.ofSeconds(1)), false));
  }

  private static Invocation answered(String json) {
    return new Invocation.Answered(json.getBytes(StandardCharsets.UTF_8));
  }
}
