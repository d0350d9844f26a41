package dev.shutterhook.render.page;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One place for a capture that is made ahead, while the capture before it makes its picture: the
 * renderer's start is a third of a small capture's time. Nobody has used it, and it is used once.
 * Safe for threads.
 */
final class Spare implements AutoCloseable {
  /** An older one is not used: what is idle for long may have been swapped out or killed. */
  static final Duration FRESH = Duration.ofSeconds(30);

  /** How the guard calls it until a capture has it. It makes no request in that time. */
  private static final String NOBODY = "spare";

  private final EgressGuard guard;
  private final AtomicReference<@Nullable Place> ready = new AtomicReference<>();
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile boolean closed;

  Spare(EgressGuard guard) {
    this.guard = guard;
  }

  /**
   * The one made ahead where it is good for that browser, or a new one.
   *
   * @param label the capture's id
   */
  Place take(Chromium chromium, String label, Deadline end) {
    Place made = ready.getAndSet(null);
    if (made != null && isGood(made, chromium)) {
      made.egress().relabel(label);
      return made;
    }
    discard(made);
    return Place.make(chromium, guard, label, end);
  }

  /** Begins to make one, unless there is one. */
  void prepare(Chromium chromium) {
    if (!closed && ready.get() == null && underWay.compareAndSet(false, true)) {
      Thread.ofVirtual().name("spare-page").start(() -> make(chromium));
    }
  }

  private void make(Chromium chromium) {
    try {
      Deadline end = Deadline.in(Blank.OPEN_TIMEOUT);
      discard(ready.getAndSet(Place.make(chromium, guard, NOBODY, end)));
      if (closed) {
        discard(ready.getAndSet(null));
      }
    } catch (DevToolsException | IllegalStateException e) {
      // The browser or the guard has ended; whoever comes next finds out by himself.
    } finally {
      underWay.set(false);
    }
  }

  private static boolean isGood(Place made, Chromium chromium) {
    boolean fresh = System.nanoTime() - made.madeAt() < FRESH.toNanos();
    return fresh && made.chromium() == chromium && !chromium.connection().isLost();
  }

  private static void discard(@Nullable Place made) {
    if (made != null) {
      made.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    discard(ready.getAndSet(null));
  }
}
