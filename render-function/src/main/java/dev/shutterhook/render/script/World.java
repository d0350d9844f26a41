package dev.shutterhook.render.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A world of our own in a frame: it sees the page's elements and none of the page's scripts, which
 * cannot touch it either.
 *
 * <p>Where the client has switched JavaScript off, functions run here all the same, frames and
 * promises included. Only {@code setTimeout} and its kin never fire then.
 */
public record World(Session session, String frame) {
  /** How the browser calls it, for scripts that shall run in it from a document's start. */
  public static final String NAME = "shutterhook";

  /** So many documents in a row may go away under a function. */
  static final int MAX_DOCUMENTS = 5;

  /**
   * Runs a function in the frame's newest document, until a deadline. Where the page goes on to
   * another document meanwhile, the function runs again in that one.
   *
   * @return its value, or what its promise comes to; missing where it threw
   * @throws dev.shutterhook.render.devtools.DevToolsException.TimedOut where it takes longer
   */
  public JsonNode run(String function, Deadline deadline, Object... arguments) {
    for (int document = 1; ; document++) {
      try {
        return call(function, deadline, arguments);
      } catch (Refused e) {
        if (document >= MAX_DOCUMENTS || deadline.passed()) {
          throw e;
        }
      }
    }
  }

  private JsonNode call(String function, Deadline deadline, Object... arguments) {
    Map<String, Object> where = Map.of("frameId", frame, "worldName", NAME);
    JsonNode world = session.call("Page.createIsolatedWorld", where, deadline);
    List<Map<String, Object>> values =
        Arrays.stream(arguments).map(value -> Map.of("value", value)).toList();
    Map<String, Object> call =
        Map.of(
            "functionDeclaration",
            function,
            "executionContextId",
            world.path("executionContextId").asInt(),
            "arguments",
            values,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    return session.call("Runtime.callFunctionOn", call, deadline).path("result").path("value");
  }

  public JsonNode run(Script script, Deadline deadline, Object... arguments) {
    return run(script.source(), deadline, arguments);
  }
}
