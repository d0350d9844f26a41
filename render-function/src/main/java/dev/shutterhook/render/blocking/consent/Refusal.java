package dev.shutterhook.render.blocking.consent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.script.IsolatedWorld;
import dev.shutterhook.render.script.ShippedText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One run of autoconsent in a page, and what it has told of it. */
final class Refusal {
  /** Where rules find nothing in that time, what is shown is not theirs. */
  static final Duration DETECT_TIMEOUT = Duration.ofSeconds(2);

  /** A provider's script may be there for its settings only, with its banner answered long ago. */
  static final Duration POPUP_TIMEOUT = Duration.ofMillis(1_500);

  /** Steps of rules that run in the page's own world are one expression each. */
  static final Duration STEP_TIMEOUT = Duration.ofMillis(500);

  /** What one run may tell; a rule has a dozen steps. */
  static final int MAX_MESSAGES = 200;

  /** Where nothing is shown: one look more after half a second, for a banner that comes late. */
  private static final int RETRIES = 1;

  /** Where something is shown: until its buttons are there. */
  private static final int RETRIES_FOR_SHOWN = 4;

  private static final String NEXT = "function(millis) { return nextConsentMessage(millis); }";
  private static final String ANSWER =
      "function(id, result) { autoconsentReceiveMessage({type: 'evalResp', id, result}); }";

  private final Session session;
  private Optional<String> provider = Optional.empty();
  private boolean sawBanner;
  private boolean done;

  Refusal(Session session) {
    this.session = session;
  }

  Optional<String> provider() {
    return provider;
  }

  boolean sawBanner() {
    return sawBanner;
  }

  boolean isDone() {
    return done;
  }

  /** Runs until a banner is refused, none is found, or the time is up. */
  void attempt(IsolatedWorld world, boolean shown, Deadline end) {
    world.run(Scripts.source(shown ? RETRIES_FOR_SHOWN : RETRIES), end);
    Deadline until = end.within(DETECT_TIMEOUT);
    for (int i = 0; i < MAX_MESSAGES && !until.passed(); i++) {
      JsonNode message = world.call(NEXT, end, until.left().toMillis());
      switch (message.path("type").asText()) {
        case "eval" -> answer(world, message, end);
        case "cmpDetected" -> {
          provider = Optional.of(message.path("cmp").asText());
          until = sawBanner ? end : end.within(POPUP_TIMEOUT);
        }
        case "popupFound" -> {
          provider = Optional.of(message.path("cmp").asText());
          sawBanner = true;
          until = end;
        }
        case "autoconsentDone" -> {
          done = true;
          return;
        }
        // Also where a rule has opened a second window that it does not see.
        case "ended" -> {
          return;
        }
        default -> {}
      }
    }
  }

  /** A rule's own expression, in the world of the page, for what only its scripts know. */
  private void answer(IsolatedWorld world, JsonNode message, Deadline end) {
    boolean result;
    try {
      Map<String, Object> step =
          Map.of(
              "expression",
              message.path("code").asText(),
              "returnByValue",
              true,
              "awaitPromise",
              true,
              "timeout",
              STEP_TIMEOUT.toMillis());
      JsonNode value = session.call("Runtime.evaluate", step, end.within(STEP_TIMEOUT));
      result = value.path("result").path("value").asBoolean();
    } catch (Refused e) {
      result = false;
    }
    world.call(ANSWER, end, message.path("id").asText(), result);
  }

  /** Put together when the first banner is to be refused: 400 kB that others never read. */
  private static final class Scripts {
    private static final String BRIDGE =
        ShippedText.read(Refusal.class, "bridge.js")
            .replace("RULES", ShippedText.read(Refusal.class, "rules.json"));

    private static final String ENGINE = ShippedText.read(Refusal.class, "autoconsent.js");

    static String source(int retries) {
      return BRIDGE.replace("DETECT_RETRIES", Integer.toString(retries)) + '\n' + ENGINE;
    }
  }
}
