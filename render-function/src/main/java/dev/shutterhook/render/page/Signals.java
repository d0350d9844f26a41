package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.PageCrashed;
import dev.shutterhook.render.devtools.Session;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What a page's events have told so far: how far its newest document is, and which requests are
 * under way, since they are followed. Events come on the connection's reading thread; the capture's
 * thread waits.
 */
final class Signals {
  /** Further requests are not followed; a page with so many at once is not quiet anyway. */
  static final int MAX_TRACKED_REQUESTS = 10_000;

  /** A page that goes on from document to document beyond this is followed no more. */
  static final int MAX_DOCUMENTS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Session session;
  private final String mainFrame;
  private final Set<String> loaders = new HashSet<>();
  private final Set<String> requests = new HashSet<>();
  private Progress progress = new Progress("", Set.of(), 0, new Traffic(0, 0, 0, 0));

  /**
   * A moment of a page.
   *
   * @param loader the newest document. The empty one that a tab begins with was there before us and
   *     counts for nothing.
   * @param reached names of the lifecycle events of that document
   * @param documents how many documents the page has had
   * @param traffic what it asks of the network
   */
  record Progress(String loader, Set<String> reached, int documents, Traffic traffic) {
    boolean has(String event) {
      return reached.contains(event);
    }
  }

  /**
   * Requests under way.
   *
   * @param inFlight how many
   * @param changes counts every beginning and end
   * @param noneSince since when there has been none, by the monotonic clock
   * @param fewSince since when there have been few
   */
  record Traffic(int inFlight, long changes, long noneSince, long fewSince) {
    /** Chromium's own measure of almost idle: a long poll and a beacon may be open. */
    static final int FEW = 2;

    Traffic now(int requests) {
      long now = System.nanoTime();
      return new Traffic(
          requests,
          changes + 1,
          inFlight == 0 && requests == 0 ? noneSince : now,
          inFlight <= FEW && requests <= FEW ? fewSince : now);
    }

    boolean none() {
      return inFlight == 0;
    }

    boolean few() {
      return inFlight <= FEW;
    }
  }

  /** Begins to listen; the page's domains are enabled afterwards. */
  Signals(Session session, String mainFrame) {
    this.session = session;
    this.mainFrame = mainFrame;
    session.onWake(() -> change(() -> {}));
    session.on("Inspector.targetCrashed", event -> session.fail(new PageCrashed()));
    session.on("Page.lifecycleEvent", event -> change(() -> lifecycle(event)));
    session.on("Network.requestWillBeSent", event -> change(() -> sent(event)));
    session.on("Network.loadingFinished", event -> change(() -> ended(event)));
    session.on("Network.loadingFailed", event -> change(() -> ended(event)));
  }

  Progress now() {
    lock.lock();
    try {
      return progress;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a moment.
   *
   * @return false where the deadline came first
   * @throws dev.shutterhook.render.devtools.DevToolsException where page or browser are gone
   */
  boolean await(Predicate<Progress> wanted, Deadline deadline) {
    lock.lock();
    try {
      while (true) {
        session.requireAlive();
        if (wanted.test(progress)) {
          return true;
        }
        if (deadline.passed()) {
          return false;
        }
        changed.awaitNanos(Math.max(1, deadline.left().toNanos()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void lifecycle(JsonNode event) {
    if (!event.path("frameId").asText().equals(mainFrame)) {
      return;
    }
    String loader = event.path("loaderId").asText();
    String name = event.path("name").asText();
    if (name.equals("init") && loaders.size() < MAX_DOCUMENTS && loaders.add(loader)) {
      // Of requests that the last document leaves behind no end is told.
      requests.retainAll(Set.of(loader));
      progress = new Progress(loader, Set.of(), loaders.size(), progress.traffic);
      traffic();
    } else if (loader.equals(progress.loader)) {
      Set<String> reached = new HashSet<>(progress.reached);
      reached.add(name);
      progress = new Progress(loader, reached, loaders.size(), progress.traffic);
    }
  }

  private void sent(JsonNode event) {
    // A stream stays open as long as its page: it says nothing of readiness.
    boolean stream = event.path("type").asText().equals("EventSource");
    if (!stream && requests.size() < MAX_TRACKED_REQUESTS) {
      requests.add(event.path("requestId").asText());
      traffic();
    }
  }

  private void ended(JsonNode event) {
    if (requests.remove(event.path("requestId").asText())) {
      traffic();
    }
  }

  private void traffic() {
    Traffic traffic = progress.traffic.now(requests.size());
    progress = new Progress(progress.loader, progress.reached, progress.documents, traffic);
  }
}
