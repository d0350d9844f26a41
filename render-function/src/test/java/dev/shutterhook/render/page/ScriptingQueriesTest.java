package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptingQueriesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (scripting)                               | (width >= 0px)
          (scripting: enabled)                      | (width >= 0px)
          not all and ( SCRIPTING : None )          | not all and (width < 0px)
          screen and (scripting:initial-only), tv   | screen and (width < 0px), tv
          (scripting: none) or (min-width: 40px)    | (width < 0px) or (min-width: 40px)
          (prefers-color-scheme: dark)              | (prefers-color-scheme: dark)
          """)
  void answersWhatIsAskedOfScriptsAndNothingElse(String query, String answered) {
    assertEquals(answered, ScriptingQueries.answered(query));
  }
}
