package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.NamedPages;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.page.Shot.Taken;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real: Chromium, the egress guard (open), an HTTP server on loopback. Double: nothing. */
@ExtendWith(Shots.Shared.class)
class ConditionsTest {
  private static final int GREEN = 0xff00ff00;

  private static NamedPages pages;

  private final Shots shots;

  ConditionsTest(Shots shots) {
    this.shots = shots;
  }

  @BeforeAll
  static void open() {
    pages = NamedPages.open();
  }

  @AfterAll
  static void close() {
    pages.close();
  }

  /** Long after the page has come to rest, by no request that could be waited for. */
  private static Captures later(String script) {
    return Captures.ofHtml(
            "<body><p id=a hidden>x</p><script>setTimeout(()=>{" + script + "},1500)</script>")
        .with("wait_until", "load");
  }

  @Test
  void waitsForAnElementToBeVisible() {
    Captures late = later("document.title='shown';document.querySelector('#a').hidden=false");
    assertEquals("", shots.title(late));
    assertEquals("shown", shots.title(late.with("wait_for_selector", "#a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "window.ready",
        "window.app.done === 1",
        "new Promise(r => setTimeout(r, 9, window.ready))",
        "window.ready && null || window.ready"
      })
  void waitsForAnExpression(String expression) {
    Captures late = later("document.title='done';window.app={done:1};window.ready=1");
    assertEquals("done", shots.title(late.with("wait_for_expression", expression)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "NaN", "0n", "''"})
  void takesNothingFalseForTrue(String expression) {
    Failure failure =
        shots.missed(
            Captures.ofHtml("x").with("wait_for_expression", expression).with("timeout", 1));
    assertEquals(FailureCode.EXPRESSION_FAILED, failure.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1n", "[]", "Symbol()", "Infinity", "window"})
  void takesEverythingTrueForTrue(String expression) {
    shots.taken(Captures.ofHtml("x").with("wait_for_expression", expression).with("timeout", 9));
  }

  @ParameterizedTest
  @CsvSource({
    "wait_for_selector, #gone, SELECTOR_NOT_FOUND, #gone",
    "wait_for_selector, p[, SELECTOR_NOT_FOUND, not valid CSS",
    "wait_for_expression, window.never, EXPRESSION_FAILED, did not come to a true value",
    "wait_for_expression, app.ready, EXPRESSION_FAILED, app is not defined",
    "wait_for_expression, new Promise(() => 0), EXPRESSION_FAILED, did not come to a true value",
    "wait_for_expression, no expression, EXPRESSION_FAILED, SyntaxError"
  })
  void saysWhatDidNotCome(String field, String value, FailureCode code, String words) {
    Failure failure = shots.missed(Captures.ofHtml("x").with(field, value).with("timeout", 1));
    assertEquals(code, failure.code());
    assertTrue(failure.message().contains(words), failure.message());
    assertFalse(failure.retryable());
  }

  @ParameterizedTest
  @CsvSource({"wait_for_selector, #gone", "wait_for_expression, false", "js, new Promise(() => 0)"})
  void takesThePageAsItIsWhereThatIsWishedFor(String field, String value) {
    Captures captures =
        Captures.ofHtml("<body style='background:#0f0'>")
            .with("timeout", 3)
            .with("on_timeout", "capture")
            .with(field, value);
    Taken taken = shots.taken(captures);
    assertTrue(taken.verdict().timedOut());
    assertFalse(taken.verdict().complete());
    assertEquals(GREEN, Shots.image(taken, 0).getRGB(600, 600));
  }

  @Test
  void takesAPageWhoseImageNeverComesWhereThatIsWishedFor() {
    Captures waits = Captures.of(pages.url("waitsForAnImage")).with("timeout", 3);
    assertEquals(FailureCode.TIMEOUT, shots.missed(waits).code());
    assertTrue(shots.taken(waits.with("on_timeout", "capture")).verdict().timedOut());
  }

  @Test
  void hasNothingToTakeOfAServerThatHangs() {
    Captures hangs =
        Captures.of(pages.url("hangs")).with("timeout", 2).with("on_timeout", "capture");
    assertEquals(FailureCode.TIMEOUT, shots.missed(hangs).code());
  }

  @Test
  void waitsADelayAfterEverythingElse() {
    String html = "<button onclick=\"setTimeout(()=>{document.title='late'},700)\">x</button>";
    Captures clicked = Captures.ofHtml(html).with("click", List.of("button"));
    assertEquals("", shots.title(clicked));
    assertEquals("late", shots.title(clicked.with("delay", 1)));
  }
}
