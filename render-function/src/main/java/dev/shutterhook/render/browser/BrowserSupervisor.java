package dev.shutterhook.render.browser;

import dev.shutterhook.render.devtools.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one browser for all who need one. A lost browser is ended at once, and the work of everyone
 * who used it is tried again in a fresh one. Nobody waits for another's start or end beyond his own
 * deadline. Safe for threads.
 *
 * @param <B> the kind of browser
 */
public final class BrowserSupervisor<B extends Browser> implements AutoCloseable {
  /** A page that takes two browsers with it will take the third. */
  public static final int MAX_TRIES = 2;

  /** Measured: 500 captures leave 114 to 146 MB and no leak. A fresh browser costs 300 ms. */
  public static final int RECYCLE_AFTER = 250;

  /** Closing waits so long for a browser that is still starting. */
  static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final BrowserLauncher<B> launcher;
  private final int recycleAfter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Slot<B>> live = new HashSet<>();
  private @Nullable Slot<B> current;
  private boolean closed;

  public BrowserSupervisor(BrowserLauncher<B> launcher) {
    this(launcher, RECYCLE_AFTER);
  }

  BrowserSupervisor(BrowserLauncher<B> launcher, int recycleAfter) {
    this.launcher = launcher;
    this.recycleAfter = recycleAfter;
  }

  /** Begins to start the browser, if none runs, so that the first capture need not wait for it. */
  public void start() {
    lock.lock();
    try {
      slot();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks whether the browser still answers and ends it if not. For the start of an invocation: the
   * environment may have been frozen for hours, and the browser with it.
   */
  public void check() {
    Slot<B> slot = idle();
    B browser = slot == null ? null : slot.running();
    if (slot != null && browser != null && !browser.healthy()) {
      discard(slot);
    }
  }

  /**
   * Does some work with a browser; in a fresh one if the first is lost.
   *
   * @param work throws {@link BrowserLostException} where it finds the browser gone
   * @param deadline of all tries together: no browser is waited for and no try begun after it. The
   *     work keeps it by itself
   * @throws BrowserLostException after {@value #MAX_TRIES} lost browsers, or the deadline
   * @throws BrowserStartException where none can be started in time
   */
  public <T> T use(Function<? super B, T> work, Deadline deadline) {
    for (int attempt = 1; ; attempt++) {
      Slot<B> slot = acquire();
      try {
        B browser = slot.await(deadline);
        try (var _ = browser.begin()) {
          return work.apply(browser);
        }
      } catch (BrowserLostException e) {
        discard(slot);
        if (attempt >= MAX_TRIES || deadline.passed()) {
          throw e;
        }
      } finally {
        release(slot);
      }
    }
  }

  @Override
  public void close() {
    List<Slot<B>> last;
    lock.lock();
    try {
      last = List.copyOf(live);
      closed = true;
      current = null;
    } finally {
      lock.unlock();
    }
    last.forEach(slot -> end(slot, CLOSE_PATIENCE));
  }

  private @Nullable Slot<B> idle() {
    lock.lock();
    try {
      return current == null || current.inUse > 0 ? null : current;
    } finally {
      lock.unlock();
    }
  }

  private Slot<B> acquire() {
    lock.lock();
    try {
      if (current != null && current.served >= recycleAfter) {
        // Somebody uses it still, and ends it when he leaves: under load it is never idle.
        current = null;
      }
      Slot<B> slot = slot();
      slot.inUse++;
      slot.served++;
      return slot;
    } finally {
      lock.unlock();
    }
  }

  private void release(Slot<B> slot) {
    boolean idle;
    boolean spent;
    lock.lock();
    try {
      slot.inUse--;
      idle = slot.inUse == 0;
      spent = slot != current || slot.served >= recycleAfter;
    } finally {
      lock.unlock();
    }
    if (idle && (spent || grown(slot))) {
      endIfIdle(slot);
    }
  }

  private boolean grown(Slot<B> slot) {
    B browser = slot.running();
    return browser != null && browser.grown();
  }

  private void endIfIdle(Slot<B> slot) {
    lock.lock();
    try {
      if (slot.inUse > 0) {
        return;
      }
      drop(slot);
    } finally {
      lock.unlock();
    }
    end(slot, Duration.ZERO);
  }

  private void discard(Slot<B> slot) {
    boolean mine;
    lock.lock();
    try {
      mine = drop(slot);
    } finally {
      lock.unlock();
    }
    if (mine) {
      end(slot, Duration.ZERO);
    }
  }

  /** Whoever drops a slot ends its browser, outside the lock: that takes a while. */
  private boolean drop(Slot<B> slot) {
    boolean mine = slot == current;
    current = mine ? null : current;
    return mine;
  }

  private Slot<B> slot() {
    if (closed) {
      throw new IllegalStateException("the supervisor is closed");
    }
    Slot<B> slot = current;
    if (slot == null) {
      slot = new Slot<>();
      live.add(slot);
      current = slot;
      Slot<B> started = slot;
      started.start(launcher, () -> discard(started));
    }
    return slot;
  }

  private void end(Slot<B> slot, Duration patience) {
    slot.end(patience);
    lock.lock();
    try {
      live.remove(slot);
    } finally {
      lock.unlock();
    }
  }
}
