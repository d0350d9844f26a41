package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Readiness;
import dev.shutterhook.core.options.WaitUntil;
import java.time.Duration;
import java.util.Map;

/** The way of a page to rest, from document to document. */
final class Settling {
  /** A page that goes on to another document while it settles is waited for so often. */
  static final int MAX_DOCUMENTS = 5;

  private final Tab tab;
  private final Waiting waiting;
  private final Readiness readiness;
  private final long began = System.nanoTime();
  private Duration load = Duration.ZERO;
  private boolean settled = true;

  Settling(Tab tab, Waiting waiting, Readiness readiness) {
    this.tab = tab;
    this.waiting = waiting;
    this.readiness = readiness;
  }

  /** Waits for the load and then for rest, as the client wishes. */
  void arrive() {
    settle(readiness.waitUntil());
    tab.followTraffic();
  }

  /**
   * A parser may begin before it is told that scripts do not run: it takes what is there for that
   * case as text. In the same process it is told by now.
   */
  void readAnew() {
    if (tab.run(PageScript.MISREAD, tab.deadline()).asBoolean()) {
      String misread = tab.signals().now().loader();
      tab.session().call("Page.reload", Map.of(), tab.deadline());
      tab.signals().await(p -> !p.loader().equals(misread), tab.deadline());
      settle(readiness.waitUntil());
    }
  }

  /** After a change: waits for rest, whatever the client wished for the load. */
  void again() {
    settle(WaitUntil.AUTO);
  }

  /** From navigation to the newest document's load. */
  Duration load() {
    return load;
  }

  /** All the time so far after that. */
  Duration since() {
    return elapsed().minus(load);
  }

  /** Whether the page came to rest each time. */
  boolean settled() {
    return settled;
  }

  private void settle(WaitUntil until) {
    Readiness loaded = Readiness.of(readiness.waitUntil(), readiness.timeout());
    Readiness rested = Readiness.of(until, readiness.timeout());
    for (int i = 0; i < MAX_DOCUMENTS; i++) {
      String before = tab.signals().now().loader();
      waiting.untilLoaded(loaded);
      String document = tab.signals().now().loader();
      if (load.isZero() || !document.equals(before)) {
        load = elapsed();
      }
      retouch(document);
      settled &= waiting.untilSettled(rested);
      if (tab.signals().now().loader().equals(document)) {
        return;
      }
      settled = true;
    }
    settled = false;
  }

  /** What the client's style asks for belongs to it, whatever of the page is waited for. */
  private void retouch(String document) {
    if (!tab.retouch().imports()) {
      tab.retouch().keep(document);
      return;
    }
    tab.followTraffic();
    if (tab.retouch().keep(document)) {
      var _ = waiting.silent(tab.deadline().within(Waiting.MAX_SETTLE));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
