package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.DevToolsException.Excessive;
import dev.shutterhook.render.devtools.Session;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a page from what would take the browser from others: dialogs and frames without end. Events
 * come on the connection's one reading thread.
 */
final class Restraint {
  /** After so many dialogs the script that opens them is ended. */
  static final int MAX_DIALOGS = 20;

  /**
   * Measured: it opens 550 more before it ends. One that still does after so many is ended anew.
   */
  static final int DIALOGS_TO_THE_NEXT_END = 1_000;

  /**
   * At a time. Pages full of advertisements have a hundred. The browser's one thread makes them
   * all: measured, the thousand that Chromium lets a page have hold up every other capture for
   * seven seconds.
   */
  static final int MAX_FRAMES = 400;

  private final Session session;
  private final AtomicInteger dialogs = new AtomicInteger();
  private final AtomicInteger frames = new AtomicInteger();

  /** Begins to listen; the page's domain is enabled afterwards. */
  Restraint(Session session) {
    this.session = session;
    session.on("Page.javascriptDialogOpening", event -> dismiss());
    session.on("Page.frameAttached", event -> count(1));
    session.on("Page.frameDetached", this::detached);
  }

  /** How many alerts and their kin were dismissed. */
  int dialogs() {
    return dialogs.get();
  }

  /** A page waits for its dialog's end; a loop of dialogs would have it wait for ever. */
  private void dismiss() {
    if (dialogs.incrementAndGet() % DIALOGS_TO_THE_NEXT_END == MAX_DIALOGS) {
      session.tell("Runtime.terminateExecution", Map.of());
    }
    session.tell("Page.handleJavaScriptDialog", Map.of("accept", false));
  }

  private void detached(JsonNode event) {
    // A frame that changes its process is detached from the old one only.
    if (!event.path("reason").asText().equals("swap")) {
      count(-1);
    }
  }

  private void count(int change) {
    if (frames.addAndGet(change) > MAX_FRAMES) {
      session.fail(new Excessive("more than " + MAX_FRAMES + " frames"));
    }
  }
}
