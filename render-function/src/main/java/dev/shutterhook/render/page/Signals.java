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
 * under way. Events come on the connection's reading thread; the capture's thread waits.
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
  private Progress progress = new Progress("", Set.of(), 0, 0, 0);

  /**
   * A moment of a page.
   *
   * @param loader the newest document that was committed
   * @param reached names of the lifecycle events of that document
   * @param documents how many documents the page has had
   * @param inFlight requests under way
   * @param changes counts every change of what is under way
   */
  record Progress(String loader, Set<String> reached, int documents, int inFlight, long changes) {
    boolean has(String event) {
      return reached.contains(event);
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
    boolean next = loaders.size() < MAX_DOCUMENTS && loaders.add(loader);
    if (!next && !loader.equals(progress.loader)) {
      return; // A document that the page has left says its last.
    }
    Set<String> reached = new HashSet<>(next ? Set.of() : progress.reached);
    reached.add(event.path("name").asText());
    progress =
        new Progress(loader, reached, loaders.size(), progress.inFlight, progress.changes);
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
    progress =
        new Progress(
            progress.loader,
            progress.reached,
            progress.documents,
            requests.size(),
            progress.changes + 1);
  }
}
