package dev.shutterhook.render.frame;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Frames of other sites. Each runs in its site's process and has a session of its own: what was set
 * up for the page does not hold in it. Measured on Chromium 156: user agent, language, time zone
 * and stopped requests do not reach it; media features and the size of the screen do.
 *
 * <p>A frame waits until it is set up, so nothing in it is too early. Everything here happens on
 * the connection's reading thread.
 */
public final class ForeignFrames {
  /** Further frames of a page run as they are. */
  static final int MAX_FRAMES = 256;

  private static final Map<String, Object> FOLLOW =
      Map.of(
          "autoAttach",
          true,
          "waitForDebuggerOnStart",
          true,
          "flatten",
          true,
          "filter",
          List.of(Map.of("type", "iframe")));

  private final Connection connection;
  private final Session page;
  private final Consumer<Session> setUp;
  private final Map<String, Session> frames = new HashMap<>();

  private ForeignFrames(Connection connection, Session page, Consumer<Session> setUp) {
    this.connection = connection;
    this.page = page;
    this.setUp = setUp;
  }

  /**
   * Sets up every foreign frame of a page, and theirs.
   *
   * @param setUp sends its commands and never waits
   */
  public static void follow(Connection connection, Session page, Consumer<Session> setUp) {
    ForeignFrames frames = new ForeignFrames(connection, page, setUp);
    frames.hear(page);
    page.post("Target.setAutoAttach", FOLLOW);
  }

  private void hear(Session parent) {
    parent.on("Target.attachedToTarget", this::attached);
    parent.on("Target.detachedFromTarget", this::detached);
  }

  private void attached(JsonNode event) {
    String id = event.path("sessionId").asText();
    Session frame = connection.session(id, page.deadline());
    if (frames.size() < MAX_FRAMES) {
      frames.put(id, frame);
      hear(frame);
      setUp.accept(frame);
      frame.tell("Target.setAutoAttach", FOLLOW);
    }
    frame.tell("Runtime.runIfWaitingForDebugger", Map.of());
    if (!frames.containsKey(id)) {
      frame.close();
    }
  }

  private void detached(JsonNode event) {
    Session frame = frames.remove(event.path("sessionId").asText());
    if (frame != null) {
      frame.close();
    }
  }
}
