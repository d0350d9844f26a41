package dev.shutterhook.render.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Deadline;
import java.time.Duration;
import java.util.Map;

/** Closes every page that another page opened: nobody looks at it, and it costs a process. */
final class Popups {
  private Popups() {}

  static void closeThemIn(Connection connection) {
    connection.onBrowserEvent(
        "Target.targetCreated",
        event -> {
          JsonNode target = event.path("targetInfo");
          if (target.path("type").asText().equals("page") && target.hasNonNull("openerId")) {
            connection
                .browser(Deadline.in(Duration.ZERO))
                .tell("Target.closeTarget", Map.of("targetId", target.path("targetId").asText()));
          }
        });
  }
}
