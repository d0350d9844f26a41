package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.Readiness;
import dev.shutterhook.core.options.WaitUntil;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.page.Signals.Progress;
import dev.shutterhook.render.page.Signals.Traffic;
import java.time.Duration;
import java.util.Map;

/** When a page counts as ready. */
final class Waiting {
  /** With {@link WaitUntil#AUTO} a page that does not come to rest is taken as it is after this. */
  static final Duration MAX_SETTLE = Duration.ofSeconds(2);

  /**
   * No request for so long is quiet: a chain of fetch and render, or of timers, has shorter gaps.
   */
  static final Duration QUIET = Duration.ofMillis(400);

  /** For pages that poll or keep a request open; longer than a chain of a few requests. */
  static final Duration ALMOST_QUIET = Duration.ofMillis(750);

  /** For fonts and images of a page that does not fall quiet. */
  static final Duration LAST_LOOK = Duration.ofMillis(250);

  /** A quiet page is given something to do this often while the browser's word is awaited. */
  private static final Duration NUDGE = Duration.ofMillis(25);

  private final Tab tab;

  Waiting(Tab tab) {
    this.tab = tab;
  }

  /** Waits for the load event or what was asked for instead of it. */
  void untilLoaded(Readiness readiness) {
    String event =
        switch (readiness.waitUntil()) {
          case AUTO, LOAD -> "load";
          case DOMCONTENTLOADED -> "DOMContentLoaded";
          case NETWORKIDLE -> "networkIdle";
        };
    await(event);
  }

  /** A page that goes on from document to document before anyone looks is taken as it is. */
  private void await(String event) {
    int restless = tab.signals().now().documents() + Settling.MAX_DOCUMENTS;
    if (!tab.signals().await(p -> p.has(event) || p.documents() > restless, tab.deadline())) {
      throw new TimedOut("the event " + event);
    }
  }

  /**
   * Waits until nothing moves any more.
   *
   * @return false where it still did when the bounded time was over
   */
  boolean untilSettled(Readiness readiness) {
    boolean settled = readiness.waitUntil() != WaitUntil.AUTO || settles();
    if (readiness.delay().isPositive()) {
      tab.signals().await(p -> false, tab.deadline().within(readiness.delay()));
      if (tab.deadline().passed()) {
        throw new TimedOut("the delay");
      }
    }
    return settled;
  }

  private boolean settles() {
    Deadline limit = tab.deadline().within(MAX_SETTLE);
    try {
      JsonNode first = tab.run(PageScript.SETTLE, limit, true, sooner(limit));
      if (!first.path("lively").asBoolean()) {
        return first.path("still").asBoolean();
      }
      tab.followTraffic();
      // A page that never falls quiet may still have its fonts and images: they are awaited as
      // well.
      boolean quiet = quiet(limit);
      Deadline last = quiet ? limit : tab.deadline().within(LAST_LOOK);
      return tab.run(PageScript.SETTLE, last, false, sooner(last)).path("still").asBoolean()
          && quiet;
    } catch (TimedOut e) {
      return false;
    }
  }

  /** The script gives up a little sooner than its caller, to say so itself. */
  private static long sooner(Deadline limit) {
    return Math.max(1, limit.left().toMillis() * 9 / 10);
  }

  /**
   * Waits until the page has asked the network for nothing, or almost nothing, for a while.
   * Requests that began before they were followed are known to the browser alone, which says once
   * for a document that there were none, or few, for half a second.
   *
   * @return false where the deadline came first
   */
  boolean quiet(Deadline limit) {
    return quiet(limit, true);
  }

  /** As {@link #quiet}, but almost nothing will not do: what stays open is waited for. */
  boolean silent(Deadline limit) {
    return quiet(limit, false);
  }

  private boolean quiet(Deadline limit, boolean fewWillDo) {
    long began = System.nanoTime();
    while (!limit.passed()) {
      Progress seen = tab.signals().now();
      Traffic traffic = seen.traffic();
      long none = traffic.none() ? left(QUIET, traffic.noneSince(), began) : Long.MAX_VALUE;
      boolean almost = fewWillDo && traffic.few();
      long few = almost ? left(ALMOST_QUIET, traffic.fewSince(), began) : Long.MAX_VALUE;
      if ((none <= 0 && seen.has("networkIdle")) || (few <= 0 && seen.has("networkAlmostIdle"))) {
        return true;
      }
      tab.signals().await(now -> !now.equals(seen), limit.within(next(none, few)));
    }
    return false;
  }

  private Duration next(long none, long few) {
    if (none > 0 && few > 0) {
      return Duration.ofNanos(Math.min(Math.min(none, few), MAX_SETTLE.toNanos()));
    }
    // The browser looks at its clock only between two tasks of the page, and a quiet page has none.
    tab.session().tell("Runtime.evaluate", Map.of("expression", "0"));
    return NUDGE;
  }

  /** Nanoseconds until a state has lasted long enough; what was before the wait does not count. */
  private static long left(Duration lasting, long since, long began) {
    long start = since - began > 0 ? since : began;
    return lasting.toNanos() - (System.nanoTime() - start);
  }
}
