package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.PageCrashed;
import dev.shutterhook.render.devtools.Session;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What a page's events have told so far: how far its newest document is, and which requests are
 * under way. Events come on the connection's reading thread, the capture's thread waits.
 */
final class Signals {
  /** A page with more requests under way at once is never quiet. */
  static final int MAX_TRACKED_REQUESTS = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final String mainFrame;
  private final Session session;
  private final Set<String> requests = new HashSet<>();
  private Progress progress = new Progress("", Set.of(), 0, 0);

  /**
   * A moment of a page.
   *
   * @param loader the newest document that was committed
   * @param reached names of the lifecycle events of that document
   * @param inFlight requests under way
   * @param documents how many documents the page has had
   */
  record Progress(String loader, Set<String> reached, int inFlight, int documents) {
    boolean has(String event) {
      return reached.contains(event);
    }
  }

  Signals(Session session, String mainFrame) {
    this.session = session;
    this.mainFrame = mainFrame;
  }

  /** Begins to listen; the page's domains are enabled afterwards. */
  void listen() {
    session.onWake(() -> change(() -> {}));
    session.on("Inspector.targetCrashed", event -> session.fail(new PageCrashed()));
    session.on("Page.lifecycleEvent", event -> change(() -> lifecycle(event)));
    session.on("Network.requestWillBeSent", event -> change(() -> sent(event)));
    session.on("Network.loadingFinished", event -> change(() -> requests.remove(id(event))));
    session.on("Network.loadingFailed", event -> change(() -> requests.remove(id(event))));
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
        changed.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
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
      progress =
          new Progress(
              progress.loader, progress.reached, requests.size(), progress.documents);
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
    if (!loader.equals(progress.loader)) {
      requests.clear();
      progress = new Progress(loader, Set.of(), 0, progress.documents + 1);
    }
    Set<String> reached = new HashSet<>(progress.reached);
    reached.add(name);
    progress = new Progress(loader, Set.copyOf(reached), requests.size(), progress.documents);
  }

  private void sent(JsonNode event) {
    // A stream stays open as long as its page: it says nothing of readiness.
    boolean stream = event.path("type").asText().equals("EventSource");
    if (!stream && requests.size() < MAX_TRACKED_REQUESTS) {
      requests.add(id(event));
    }
  }

  private static String id(JsonNode event) {
    return event.path("requestId").asText();
  }
}
