package dev.shutterhook.render.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.Session;
import java.util.Map;

/**
 * The page's own world, where a client's JavaScript runs: it sees the page's variables, and the
 * page's rules about scripts (CSP) do not hold for it.
 */
public record OwnWorld(Session session) {
  /** Characters of an error's first line that are told. */
  static final int MAX_ERROR_LENGTH = 200;

  /** What becomes of JavaScript. */
  public sealed interface Evaluated {}

  /**
   * A value, or what the promise came to.
   *
   * @param truthy whether it counts as true (ECMA-262, section 7.1.2)
   */
  public record Value(boolean truthy) implements Evaluated {}

  /**
   * It threw, or its promise was rejected.
   *
   * @param error the first line of what was thrown, with its kind
   * @param malformed whether it is no JavaScript, so that another try ends the same way
   */
  public record Thrown(String error, boolean malformed) implements Evaluated {}

  /** The page went on to another document under it. */
  public record Left() implements Evaluated {}

  /**
   * Evaluates JavaScript and waits for a promise. It may use {@code await} on its top level.
   *
   * @throws dev.shutterhook.render.devtools.DevToolsException.TimedOut where it takes longer
   */
  public Evaluated evaluate(String javaScript, Deadline deadline) {
    Evaluated plain = evaluate(javaScript, false, deadline);
    // A syntax error has run nothing, so a second try repeats nothing.
    return plain instanceof Thrown thrown
            && thrown.malformed
            && thrown.error.contains("await is only valid")
        ? evaluate(javaScript, true, deadline)
        : plain;
  }

  private Evaluated evaluate(String javaScript, boolean awaits, Deadline deadline) {
    Map<String, Object> params =
        Map.of(
            "expression",
            javaScript,
            "awaitPromise",
            true,
            "userGesture",
            true,
            "replMode",
            awaits);
    try {
      JsonNode answer = session.call("Runtime.evaluate", params, deadline);
      JsonNode details = answer.path("exceptionDetails");
      return details.isMissingNode()
          ? new Value(truthy(answer.path("result")))
          : thrown(details.path("exception"), details.path("text").asText());
    } catch (Refused e) {
      return new Left();
    }
  }

  private static Thrown thrown(JsonNode exception, String otherwise) {
    JsonNode said = exception.path("description");
    String text = said.isMissingNode() ? exception.path("value").asText(otherwise) : said.asText();
    String line = text.lines().findFirst().orElse(otherwise);
    // Only what does not compile has no frame of a stack.
    boolean malformed =
        exception.path("className").asText().equals("SyntaxError") && !text.contains("\n    at ");
    return new Thrown(line.substring(0, Math.min(line.length(), MAX_ERROR_LENGTH)), malformed);
  }

  private static boolean truthy(JsonNode result) {
    String special = result.path("unserializableValue").asText();
    JsonNode value = result.path("value");
    return switch (result.path("type").asText()) {
      case "undefined" -> false;
      case "boolean" -> value.asBoolean();
      case "number" -> special.isEmpty() ? value.asDouble() != 0 : special.endsWith("Infinity");
      case "bigint" -> !special.equals("0n");
      case "string" -> !value.asText().isEmpty();
      default -> !result.path("subtype").asText().equals("null");
    };
  }
}
