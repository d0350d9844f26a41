package dev.shutterhook.render.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A world of scripts in the page's newest document that sees its elements, and that the page's own
 * scripts do not see. It ends with the document.
 */
public final class IsolatedWorld {
  private final Session session;
  private final int context;

  private IsolatedWorld(Session session, int context) {
    this.session = session;
    this.context = context;
  }

  /**
   * Opens the world of that name in a frame's newest document; the same one where it is open.
   *
   * @throws dev.shutterhook.render.devtools.DevToolsException where page or browser are gone
   */
  public static IsolatedWorld open(Session session, String frame, String name, Deadline deadline) {
    Map<String, Object> where = Map.of("frameId", frame, "worldName", name);
    JsonNode world = session.call("Page.createIsolatedWorld", where, deadline);
    return new IsolatedWorld(session, world.path("executionContextId").asInt());
  }

  /** Runs a script in it. */
  public void run(String script, Deadline deadline) {
    session.call("Runtime.evaluate", Map.of("expression", script, "contextId", context), deadline);
  }

  /**
   * Calls a function in it and awaits what it promises.
   *
   * @return its value; missing where it threw
   */
  public JsonNode call(String function, Deadline deadline, Object... arguments) {
    List<Map<String, Object>> values =
        Arrays.stream(arguments).map(value -> Map.of("value", value)).toList();
    Map<String, Object> call =
        Map.of(
            "functionDeclaration",
            function,
            "executionContextId",
            context,
            "arguments",
            values,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    return session.call("Runtime.callFunctionOn", call, deadline).path("result").path("value");
  }
}
