package dev.shutterhook.render.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.devtools.Session;

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

  /** A page that goes on by itself every few milliseconds lets few runs come to their end. */
  static final int MAX_RUNS = 200;

  /**
   * Runs a function in the frame's newest document, until a deadline. Where the page goes on to
   * another document meanwhile, it runs again there.
   *
   * @return its value, or what its promise comes to; missing where it threw
   * @throws TimedOut where it takes longer, and where the page goes on and on
   */
  public JsonNode run(String function, Deadline deadline, Object... arguments) {
    for (int i = 0; i < MAX_RUNS; i++) {
      try {
        return once(function, deadline, arguments);
      } catch (Refused e) {
        session.requireAlive(); // The document is another one by now.
      }
    }
    throw new TimedOut("a function in a page that goes on and on");
  }

  public JsonNode run(Script script, Deadline deadline, Object... arguments) {
    return run(script.source(), deadline, arguments);
  }

  private JsonNode once(String function, Deadline deadline, Object... arguments) {
    return IsolatedWorld.open(session, frame, NAME, deadline).call(function, deadline, arguments);
  }
}
