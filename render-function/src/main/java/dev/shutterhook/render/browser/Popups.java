package dev.shutterhook.render.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes every page that another page opened: nobody looks at it, and it costs a process. A page
 * may open one that does not know its opener, so it is not the opener that tells: the first page of
 * a browser context is the capture's own, and every further one is not. Hears events on the
 * connection's one reading thread.
 */
final class Popups {
  private final Connection connection;
  private final Map<String, String> firstPages = new HashMap<>();

  private Popups(Connection connection) {
    this.connection = connection;
  }

  static void closeThemIn(Connection connection) {
    Popups popups = new Popups(connection);
    connection.onBrowserEvent("Target.targetCreated", popups::created);
    connection.onBrowserEvent("Target.targetDestroyed", popups::destroyed);
  }

  private void created(JsonNode event) {
    JsonNode target = event.path("targetInfo");
    if (!target.path("type").asText().equals("page")) {
      return;
    }
    String id = target.path("targetId").asText();
    String first = firstPages.putIfAbsent(target.path("browserContextId").asText(), id);
    if (first != null && !first.equals(id)) {
      connection
          .browser(Deadline.in(Duration.ZERO))
          .tell("Target.closeTarget", Map.of("targetId", id));
    }
  }

  private void destroyed(JsonNode event) {
    firstPages.values().remove(event.path("targetId").asText());
  }
}
