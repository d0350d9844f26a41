package dev.shutterhook.render.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.options.Rules;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real: Chromium, the egress guard (open), an HTTP server on loopback. Double: nothing. */
@ExtendWith(Shots.Shared.class)
class RulebookTest {
  private static final String PAGE =
      "<body><p>Sold&nbsp;<b>OUT</b></p><p style='display:none'>secret</p><x-a></x-a>"
          + "<iframe srcdoc='<p>framed words'></iframe><script>document.querySelector('x-a')"
          + ".attachShadow({mode:'open'}).innerHTML='<p>shaded words</p>'</script>";

  private final Shots shots;

  RulebookTest(Shots shots) {
    this.shots = shots;
  }

  @ParameterizedTest
  @CsvSource({
    "fail_if_text, sold out, true",
    "fail_if_text, SHADED WORDS, true",
    "fail_if_text, framed words, true",
    "fail_if_text, secret, false",
    "fail_if_text, sold in, false",
    "fail_unless_text, Sold out, false",
    "fail_unless_text, in stock, true",
  })
  void holdsThePageToItsText(String field, String text, boolean fails) {
    Captures captures = Captures.ofHtml(PAGE).with(field, List.of(text));
    if (fails) {
      Failure failure = shots.missed(captures);
      assertEquals(FailureCode.TEXT_RULE_FAILED, failure.code());
      assertTrue(failure.message().contains(text), failure.message());
    } else {
      shots.taken(captures);
    }
  }

  @Test
  void wantsAllOfSeveralTexts() {
    Rulebook both = new Rulebook(new Rules(false, List.of(), List.of("one", "two")));
    assertTrue(both.brokenBy("One and TWO").isEmpty());
    assertTrue(both.brokenBy("one and three").orElseThrow().message().contains("two"));
  }

  @ParameterizedTest
  @CsvSource({"404, false", "500, true", "429, true", "403, false"})
  void failsOnAnHttpErrorWhereThatIsAskedFor(int status, boolean retryable) {
    try (Site site = Site.open()) {
      site.with("/", status, Map.of(), "<title>error</title>");
      Captures captures = Captures.of(site.url("/"));
      assertEquals(status, shots.taken(captures).page().httpStatus());
      // It does not wait for what an error page will never show.
      Failure failure =
          shots.missed(
              captures.with("fail_on_http_error", true).with("wait_for_selector", "#never"));
      assertEquals(FailureCode.HTTP_ERROR, failure.code());
      assertEquals(retryable, failure.retryable());
      assertTrue(failure.message().contains(String.valueOf(status)), failure.message());
    }
  }
}
