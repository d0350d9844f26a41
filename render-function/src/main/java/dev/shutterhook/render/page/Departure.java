package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import java.time.Duration;

/** Notices that a click or a script has sent the page on to another document, and waits for it. */
final class Departure {
  /** A navigation that a click begins has begun by then. */
  static final Duration BEGINNING = Duration.ofMillis(50);

  /** A server that takes longer to answer a click has its page taken as it was before. */
  static final Duration MAX_ARRIVAL = Duration.ofSeconds(10);

  private static final Duration INTERVAL = Duration.ofMillis(20);

  private final Tab tab;
  private volatile String next = "";

  /** Begins to listen. */
  Departure(Tab tab) {
    this.tab = tab;
    tab.session().on("Page.frameStartedNavigating", this::started);
    tab.session().on("Page.frameStoppedLoading", this::stopped);
  }

  /** Waits for the next document where one is on its way, and for a moment where none is. */
  void await() {
    tab.pause(tab.deadline().within(BEGINNING));
    Deadline limit = tab.deadline().within(MAX_ARRIVAL);
    while (!next.isEmpty() && !tab.signals().now().loader().equals(next) && !limit.passed()) {
      tab.pause(limit.within(INTERVAL));
    }
    next = "";
  }

  private void started(JsonNode event) {
    String kind = event.path("navigationType").asText();
    if (ofPage(event) && !kind.equals("sameDocument")) {
      next = event.path("loaderId").asText();
    }
  }

  /** It was a download, or the answer had no content: the page stays. */
  private void stopped(JsonNode event) {
    if (ofPage(event)) {
      next = "";
    }
  }

  private boolean ofPage(JsonNode event) {
    return event.path("frameId").asText().equals(tab.world().frame());
  }
}
