package dev.shutterhook.render.browser;

import dev.shutterhook.render.devtools.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A place for one browser, which starts on a thread of its own: whoever needs it waits as long as
 * he can afford, and a start that is too slow for one serves the next. The counts are guarded by
 * the supervisor's lock.
 */
final class Slot<B extends Browser> {
  private final CompletableFuture<B> browser = new CompletableFuture<>();
  int inUse;
  int served;

  /**
   * Begins to start.
   *
   * @param failed is run before anybody hears that there will be no browser
   */
  void start(BrowserLauncher<B> launcher, Runnable failed) {
    Thread.ofPlatform()
        .daemon()
        .name("browser-start")
        .start(
            () -> {
              try {
                browser.complete(launcher.start());
              } catch (RuntimeException | Error e) {
                failed.run();
                browser.completeExceptionally(e);
              }
            });
  }

  /** The browser where it runs already; null while it starts. */
  @Nullable B running() {
    return browser.isDone() && !browser.isCompletedExceptionally() ? browser.join() : null;
  }

  /**
   * Waits for the browser.
   *
   * @throws BrowserStartException where it does not start, or not in time
   */
  B await(Deadline deadline) {
    try {
      return browser.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new BrowserStartException("the browser did not start in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserStartException("interrupted while the browser started", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BrowserStartException(String.valueOf(cause.getMessage()), cause);
    }
  }

  /**
   * Ends the browser; one that still starts ends as soon as it has.
   *
   * @param patience how long to wait for that
   */
  void end(Duration patience) {
    CompletableFuture<Void> ended = browser.thenAccept(Browser::close);
    try {
      ended.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // It ends when it has started; one that did not start has nothing to end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
